import { expect } from "chai";
import { openIncidentsGate } from "../../../../../delivery/decisions/gates/environment/open-incidents";
import { ask, CANNOT_KNOW } from "../ask";

const incidents = [{ id: "oi-1", title: "Rollback of billing" }];

describe("the gate of open incidents", () => {
  it("passes where there is none", () => {
    expect(ask(openIncidentsGate, { incidents: [] })).to.deep.equal({
      kind: "pass",
      reasons: ["billing has no open incident."],
    });
  });

  it("[§14] refuses where one is open, and names it", () => {
    expect(ask(openIncidentsGate, { incidents })).to.deep.equal({
      kind: "fail",
      reasons: ["Incident oi-1 is open: Rollback of billing"],
    });
  });

  it("lets an emergency through, which may be what ends it", () => {
    expect(ask(openIncidentsGate, { incidents }, { changeType: "emergency" })).to.deep.equal({
      kind: "pass",
      reasons: ["The change is an emergency.", "Incident oi-1 is open: Rollback of billing"],
    });
  });

  it("fails where it cannot know", () => {
    expect(ask(openIncidentsGate, {}, { changeType: "emergency" })).to.deep.equal(CANNOT_KNOW);
  });
});
