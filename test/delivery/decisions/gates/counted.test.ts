import { expect } from "chai";
import { countedApprovals } from "../../../../delivery/decisions/gates/counted";
import { known, unknown } from "../../../../delivery/decisions/gates/fact";
import type { Approval } from "../../../../delivery/decisions/gates/facts";
import { SUBJECT } from "./subjects";

const approval = (
  environment: string,
  login: string,
  teams: readonly string[],
  more: Partial<Approval> = {},
): Approval => {
  const user = { id: login.length, login };
  return { environment, state: "approved", user, teams, comment: "CHG-12, #3", ...more };
};
const counted = (approvals: readonly Approval[], subject = SUBJECT) => {
  const people = known({ initiators: [{ id: 5, login: "octoc" }], approvals });
  return countedApprovals({ people }, subject).map((each) => Object.values(each));
};

describe("the approvals that gates count", () => {
  it("[§12] are those of the teams that are asked, with the ticket that each names first", () => {
    expect(
      counted([
        approval("prod-product", "pat", ["product"]),
        approval("prod", "samuel", ["security", "cab"], { comment: "fine" }),
      ]),
    ).to.deep.equal([
      ["prod-product", "pat", "CHG-12"],
      ["prod", "samuel", undefined],
    ]);
  });

  it("[§16] are the change board's too, or those of who is on call in an emergency, each once", () => {
    const board = approval("prod-product", "cabman", ["cab"]);
    const onCall = approval("prod-product", "on", ["on-call", "product"]);
    expect(counted([board, onCall])).to.deep.equal([
      ["prod-product", "on", "CHG-12"],
      ["prod-product", "cabman", "CHG-12"],
    ]);
    expect(counted([board, onCall], { ...SUBJECT, changeType: "emergency" })).to.deep.equal([
      ["prod-product", "on", "CHG-12"],
    ]);
    expect(counted([board], { ...SUBJECT, changeType: "standard" })).to.deep.equal([]);
  });

  it("are none of another team, of another environment, of who started the run, or a rejection", () => {
    expect(
      counted([
        approval("prod-product", "pat", ["security"]),
        approval("stg", "samuel", ["security"]),
        approval("prod", "octoc", ["security"]),
        approval("prod", "samuel", ["security"], { state: "rejected" }),
      ]),
    ).to.deep.equal([]);
    expect(countedApprovals({ people: unknown("GitHub is down") }, SUBJECT)).to.deep.equal([]);
  });
});
