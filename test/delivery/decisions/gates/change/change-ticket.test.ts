import { expect } from "chai";
import fc from "fast-check";
import { changeTicketGate } from "../../../../../delivery/decisions/gates/change/change-ticket";
import type { Ticket } from "../../../../../delivery/decisions/gates/facts";
import { ADA, approval, ask, CANNOT_KNOW, PIA, SAM } from "../ask";

const given = (comments: readonly [string, string?], ...tickets: Ticket[]) => {
  const [product, security] = comments;
  const approvals = [
    approval("prod-product", PIA, ["product"], { comment: product }),
    ...(security === undefined ? [] : [approval("prod", SAM, ["security"], { comment: security })]),
  ];
  return ask(changeTicketGate, { people: { initiators: [ADA], approvals }, tickets });
};

describe("the gate of the change ticket", () => {
  it("[§12] passes if an approval names a ticket that is open", () => {
    expect(given(["", "Fine, see CHG-12."], { id: "CHG-12", state: "open" })).to.deep.equal({
      kind: "pass",
      reasons: ["The change ticket CHG-12 is open."],
    });
  });

  it("refuses a ticket that is closed, or does not exist", () => {
    expect(given(["#7", "SHA-256 is new"], { id: "#7", state: "closed" })).to.deep.equal({
      kind: "fail",
      reasons: ["No open change ticket is named: #7 is closed; there is no ticket SHA-256."],
    });
  });

  it("waits while somebody is still to approve, and fails after that", () => {
    expect(given(["Fine"])).to.deep.equal({
      kind: "wait",
      reasons: ["No comment names a change ticket yet: the team security can, with the approval."],
      whom: "the team security",
    });
    expect(given(["Fine", "Fine"])).to.deep.equal({
      kind: "fail",
      reasons: ["No approval's comment names a change ticket. Start a new run, and name it."],
    });
  });

  it("takes no ticket from who is not asked, or has not approved", () => {
    const people = (environment: string, state: "rejected" | "approved") => ({
      initiators: [ADA],
      approvals: [approval(environment, SAM, [], { state, comment: "CHG-12" })],
    });
    const tickets: Ticket[] = [{ id: "CHG-12", state: "open" }];
    for (const each of [people("other", "approved"), people("prod", "rejected")]) {
      expect(ask(changeTicketGate, { people: each, tickets }).kind).to.equal("wait");
    }
  });

  it("answers any comment", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (comment) => {
        const answer = given([comment, comment]);
        expect(answer.kind).to.equal("fail");
        expect(answer.reasons[0]).to.match(/^No (open|approval)/);
      }),
    );
  });

  it("fails where it cannot know", () => {
    expect(ask(changeTicketGate, {})).to.deep.equal(CANNOT_KNOW);
    const people = {
      initiators: [ADA],
      approvals: [approval("prod", SAM, [], { comment: "CHG-12" })],
    };
    expect(ask(changeTicketGate, { people })).to.deep.equal(CANNOT_KNOW);
  });
});
