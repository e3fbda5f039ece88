import { expect } from "chai";
import { changeApprovalGate } from "../../../../../delivery/decisions/gates/change/change-approval";
import type { Approval } from "../../../../../delivery/decisions/gates/facts";
import { ADA, approval, ask, CANNOT_KNOW, PIA, SAM } from "../ask";

const given = (changeType: "standard" | "normal" | "emergency", ...approvals: Approval[]) =>
  ask(changeApprovalGate, { people: { initiators: [ADA], approvals } }, { changeType });

describe("the gate of a change's approval", () => {
  it("[§16] asks the change board for a normal change", () => {
    expect(given("normal", approval("prod", SAM, ["security", "cab"]))).to.deep.equal({
      kind: "pass",
      reasons: ["sam of the team cab approved the change."],
    });
    expect(given("normal", approval("prod", SAM, ["security"]))).to.deep.equal({
      kind: "wait",
      reasons: ["A normal change waits for the team cab."],
      whom: "the team cab",
    });
  });

  it("[§16] asks the person on call for an emergency", () => {
    expect(given("emergency", approval("prod-product", PIA, ["product", "on-call"])).kind).to.equal(
      "pass",
    );
    expect(given("emergency", approval("prod", SAM, ["security", "cab"]))).to.deep.equal({
      kind: "wait",
      reasons: ["An emergency change waits for the team on-call."],
      whom: "the team on-call",
    });
  });

  it("[§16] counts no review of stg, which was given before anybody knew what stg would find", () => {
    for (const changeType of ["normal", "emergency"] as const) {
      expect(given(changeType, approval("stg", PIA, ["cab", "on-call"])).kind).to.equal("wait");
    }
  });

  it("[§16] asks nobody for a standard change", () => {
    expect(ask(changeApprovalGate, {}, { changeType: "standard" }).kind).to.equal("pass");
  });

  it("refuses who started the run, and a rejection", () => {
    expect(given("normal", approval("prod", ADA, ["cab"])).kind).to.equal("wait");
    const no = approval("prod", SAM, ["cab"], { state: "rejected" });
    expect(given("normal", approval("prod", PIA, ["cab"]), no)).to.deep.equal({
      kind: "fail",
      reasons: ["sam rejected the run in prod."],
    });
  });

  it("fails where it cannot know", () => {
    expect(ask(changeApprovalGate, {})).to.deep.equal(CANNOT_KNOW);
    const nobody = { people: { initiators: [], approvals: [approval("prod", SAM, ["cab"])] } };
    expect(ask(changeApprovalGate, nobody).kind).to.equal("fail");
  });
});
