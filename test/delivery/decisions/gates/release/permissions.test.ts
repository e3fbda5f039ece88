import { expect } from "chai";
import { permissionsGate } from "../../../../../delivery/decisions/gates/release/permissions";
import { ADA, ask, CANNOT_KNOW } from "../ask";

const PLAN = `sha256:${"1".repeat(64)}`;
const OTHER = `sha256:${"2".repeat(64)}`;
const broadened = ["billing may now s3:DeleteObject on the bucket nc-billing-prod-files"];
const people = { initiators: [ADA], approvals: [] };
const given = (...approvedBySecurity: { login: string; plan: string }[]) =>
  ask(permissionsGate, { people, permissions: { broadened, plan: PLAN, approvedBySecurity } });

describe("the gate of permissions", () => {
  it("passes where nothing is broadened", () => {
    const permissions = { broadened: [], plan: PLAN, approvedBySecurity: [] };
    expect(ask(permissionsGate, { permissions }).kind).to.equal("pass");
  });

  it("[§4] refuses what is broadened without Security, statement by statement", () => {
    expect(given()).to.deep.equal({
      kind: "fail",
      reasons: [
        `The plan ${PLAN} broadens permissions, and no other person of the team security has approved it.`,
        "billing may now s3:DeleteObject on the bucket nc-billing-prod-files",
      ],
    });
  });

  it("takes Security's approval of that very plan, and of no other", () => {
    expect(given({ login: "sam", plan: PLAN })).to.deep.equal({
      kind: "pass",
      reasons: [`sam approved the plan ${PLAN}.`],
    });
    const other = given({ login: "sam", plan: OTHER });
    expect([other.kind, other.reasons.at(-1)]).to.deep.equal([
      "fail",
      `sam approved another plan, ${OTHER}.`,
    ]);
  });

  it("takes no approval by who started the run", () => {
    expect(given({ login: "Ada", plan: PLAN }).kind).to.equal("fail");
  });

  it("fails where it cannot know", () => {
    expect(ask(permissionsGate, {})).to.deep.equal(CANNOT_KNOW);
    const permissions = {
      broadened,
      plan: PLAN,
      approvedBySecurity: [{ login: "sam", plan: PLAN }],
    };
    expect(ask(permissionsGate, { permissions })).to.deep.equal(CANNOT_KNOW);
  });
});
