import { expect } from "chai";
import { boundaryPermissions } from "../../../components/identity/permissions/boundary";
import { PermissionsBoundary } from "../../../components/identity/permissions-boundary";
import { contextOf, PLATFORM } from "../../../infra/context";
import { contextIn, settingsOf } from "../../support/contexts";
import { only, record } from "../../support/record";

describe("PermissionsBoundary", () => {
  it("makes one policy, by the name that every role expects", async () => {
    const context = contextIn("prod");
    let arn: string | undefined;
    const made = await record(() =>
      new PermissionsBoundary("boundary", { context }).arn.apply((value) => {
        arn = value;
      }),
    );

    expect(made.map(({ type, name }) => [type, name])).to.deep.equal([
      ["nc:identity:PermissionsBoundary", "boundary"],
      ["aws:iam/policy:Policy", "boundary"],
    ]);
    const { policy, tags, ...inputs } = only(made, "aws:iam/policy:Policy").inputs;
    expect(inputs).to.deep.equal({
      name: "nc-platform-prod-boundary",
      description: "Upper bound of every role that the platform makes.",
    });
    expect(tags).to.include({ Service: "platform", Name: "nc-platform-prod-boundary" });
    const { Version, Statement } = JSON.parse(policy);
    expect([Version, Statement[0].Sid]).to.deep.equal(["2012-10-17", "Runtime"]);
    expect(arn).to.equal("arn:aws:iam::333333333333:policy/nc-platform-prod-boundary");
  });

  it("[§3] stays in the primary region, and in the DR region where DR is on", () => {
    const regions = (dr: boolean) =>
      boundaryPermissions(contextOf(settingsOf("prod", { dr }), PLATFORM)).find(
        ({ Sid }) => Sid === "OwnRegionsOnly",
      )?.Condition;
    expect(regions(false)).to.deep.equal({
      StringNotEquals: { "aws:RequestedRegion": ["ca-central-1"] },
    });
    expect(regions(true)).to.deep.equal({
      StringNotEquals: { "aws:RequestedRegion": ["ca-central-1", "us-east-1"] },
    });
  });
});
