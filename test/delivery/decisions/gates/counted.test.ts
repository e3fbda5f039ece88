import { expect } from "chai";
import { countedApprovals, earlierApprovals } from "../../../../delivery/decisions/gates/counted";
import { known, unknown } from "../../../../delivery/decisions/gates/fact";
import type { Approval, ReviewWait } from "../../../../delivery/decisions/gates/facts";
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
const NOT_SAID = unknown<readonly ReviewWait[]>("GitHub does not say");
const counted = (approvals: readonly Approval[], subject = SUBJECT) => {
  const people = known({ initiators: [{ id: 5, login: "octoc" }], approvals });
  return countedApprovals({ people, reviewWaits: NOT_SAID }, subject).map(
    ({ githubEnvironment, approver, ticket }) => [githubEnvironment, approver, ticket],
  );
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
    const nobody = { people: unknown<never>("GitHub is down"), reviewWaits: NOT_SAID };
    expect(countedApprovals(nobody, SUBJECT)).to.deep.equal([]);
    expect(earlierApprovals(nobody, SUBJECT)).to.deep.equal([]);
  });

  const wait = (environment: string, from: string, to: string) => ({
    environment,
    from: `2026-03-02T${from}:00.000Z`,
    to: `2026-03-02T${to}:00.000Z`,
  });

  it("[§19] have the time of the last wait for their environment, where GitHub says it", () => {
    const approvals = [
      approval("prod-product", "pat", ["product"]),
      approval("prod", "samuel", ["security"]),
    ];
    const waits = [
      wait("prod-product", "10:30", "10:40"),
      wait("prod-product", "09:00", "09:10"),
      wait("stg", "08:00", "08:05"),
    ];
    const facts = { people: known({ initiators: [], approvals }), reviewWaits: known(waits) };
    const { environment, ...last } = wait("prod-product", "10:30", "10:40");
    expect(countedApprovals(facts, SUBJECT).map((each) => each.wait)).to.deep.equal([
      last,
      undefined,
    ]);
    expect(environment).to.equal("prod-product");
  });

  it("[§19] follow those of the run's earlier environments, where GitHub says when they were waited for", () => {
    const approvals = [
      approval("stg", "rosa", ["release-eng"]),
      approval("stg-publish", "rosa", ["release-eng"]),
      approval("stg", "eve", [], { state: "rejected" }),
      approval("prod", "samuel", ["security"]),
    ];
    const waits = [wait("stg", "08:00", "08:05"), wait("prod", "09:00", "09:05")];
    const facts = { people: known({ initiators: [], approvals }), reviewWaits: known(waits) };
    expect(earlierApprovals(facts, SUBJECT)).to.deep.equal([
      {
        githubEnvironment: "stg",
        approver: "rosa",
        ticket: "CHG-12",
        wait: { from: "2026-03-02T08:00:00.000Z", to: "2026-03-02T08:05:00.000Z" },
      },
    ]);
    expect(earlierApprovals({ ...facts, reviewWaits: NOT_SAID }, SUBJECT)).to.deep.equal([]);
  });
});
