import { expect } from "chai";
import { permissionsGate } from "../../../../../delivery/decisions/gates/release/permissions";
import { ask, CANNOT_KNOW } from "../ask";

const PLAN = `sha256:${"1".repeat(64)}`;
const broadened = ["billing may now s3:DeleteObject on the bucket nc-billing-prod-files"];
const planned = (...approvedBy: readonly string[]) => ({
  permissions: { broadened, plan: PLAN, approvedBy },
});

describe("the gate of permissions", () => {
  it("passes where nothing is broadened", () => {
    const permissions = { broadened: [], plan: PLAN, approvedBy: [] };
    expect(ask(permissionsGate, { permissions }).kind).to.equal("pass");
  });

  it("[§4] refuses what is broadened before prod without Security, statement by statement", () => {
    expect(ask(permissionsGate, planned())).to.deep.equal({
      kind: "fail",
      reasons: [
        `The plan ${PLAN} broadens permissions, and no other person of the team security has approved it in prod.`,
        "billing may now s3:DeleteObject on the bucket nc-billing-prod-files",
      ],
    });
  });

  it("[§12] asks before stg for whom stg asks", () => {
    const planApproval = { environment: "stg", team: "release-eng" };
    expect(
      ask(permissionsGate, planned(), { environment: "stg" }, { planApproval }).reasons[0],
    ).to.equal(
      `The plan ${PLAN} broadens permissions, and no other person of the team release-eng has approved it in stg.`,
    );
    expect(
      ask(permissionsGate, planned("rosa"), { environment: "stg" }, { planApproval }),
    ).to.deep.equal({ kind: "pass", reasons: [`rosa approved the plan ${PLAN}.`] });
  });

  it("fails where nobody approves plans, and where it cannot know", () => {
    const { kind, reasons } = ask(permissionsGate, planned(), {}, { planApproval: undefined });
    expect(kind).to.equal("fail");
    expect(reasons[0]).to.equal(
      `The plan ${PLAN} broadens permissions, and nobody approves plans here.`,
    );
    expect(ask(permissionsGate, {})).to.deep.equal(CANNOT_KNOW);
  });
});
