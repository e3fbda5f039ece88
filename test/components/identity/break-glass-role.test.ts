import { expect } from "chai";
import { BreakGlassRole } from "../../../components/identity/break-glass-role";
import { contextIn } from "../../support/contexts";
import { only, record } from "../../support/record";

describe("BreakGlassRole", () => {
  it("[§14] has sessions of one hour at most, under the boundary", async () => {
    const permissionsBoundaryArn = "arn:aws:iam::333333333333:policy/nc-platform-prod-boundary";
    const made = await record(
      () =>
        new BreakGlassRole("break-glass", { context: contextIn("prod"), permissionsBoundaryArn }),
    );
    expect(only(made, "aws:iam/role:Role").inputs).to.include({
      name: "nc-platform-prod-break-glass",
      // IAM API, CreateRole: 3,600 seconds are also its shortest.
      maxSessionDuration: 3600,
      permissionsBoundary: permissionsBoundaryArn,
    });
  });
});
