import { expect } from "chai";
import { countedApprovals, earlierApprovals } from "../../../delivery/decisions/gates/counted";
import { known } from "../../../delivery/decisions/gates/fact";
import type { Approval, GatheredFacts } from "../../../delivery/decisions/gates/facts";
import { kpis } from "../../../delivery/ledger/kpi/kpis";
import { promote } from "../../../delivery/promotion/promote";
import { SUBJECT } from "../decisions/gates/subjects";
import { ask, HEALTHY, ID, OPEN } from "./asking";
import { World } from "./world";

const on = (time: string) => `2026-03-02T${time}:00.000Z`;
const approval = (environment: string, login: string, team: string): Approval => {
  const user = { id: login.length, login };
  return { environment, state: "approved", user, teams: [team], comment: "CHG-12" };
};
const FACTS: Pick<GatheredFacts, "people" | "reviewWaits"> = {
  people: known({
    initiators: [{ id: 9, login: "octocat" }],
    approvals: [
      approval("stg", "rosa", "release-eng"),
      approval("prod-product", "pat", "product"),
      approval("prod", "samuel", "security"),
    ],
  }),
  reviewWaits: known([
    { environment: "stg", from: on("09:06"), to: on("09:16") },
    { environment: "prod-product", from: on("09:30"), to: on("09:50") },
    { environment: "prod", from: on("09:50"), to: on("09:58") },
  ]),
};
/** What the gates of a promotion into prod say of the run. */
const people = (facts: typeof FACTS) => async () => ({
  ...(await ask(OPEN, countedApprovals(facts, SUBJECT))()),
  earlier: earlierApprovals(facts, SUBJECT),
});

/** Lead times of a release that was tagged at 09:00 and whose promotion into prod began at 10:00. */
async function leadTimesOf(facts: typeof FACTS) {
  const world = new World(HEALTHY);
  const promotion = world.promotion();
  const release = { ...promotion.release, taggedAt: on("09:00") };
  await promote({ ...promotion, release }, ID, people(facts));
  expect(world.record?.phase).to.equal("succeeded");
  const [from, to] = [Date.parse(on("00:00")), Date.parse(on("23:59"))];
  const { leadTime, machineLeadTime } = kpis([...world.events.values()], {
    environment: "prod",
    from,
    to,
  });
  return { seen: world.eventsOf("approval-seen"), leadTime, machineLeadTime };
}

describe("the time in which a run waited for people", () => {
  it("[§19] is not machine time, from the first review to the last, as worked out by hand", async () => {
    const { seen, leadTime, machineLeadTime } = await leadTimesOf(FACTS);
    expect(
      seen.map(({ githubEnvironment, requestedAt, at }) => [githubEnvironment, requestedAt, at]),
    ).to.deep.equal([
      ["prod-product", on("09:30"), on("09:50")],
      ["prod", on("09:50"), on("09:58")],
      ["stg", on("09:06"), on("09:16")],
    ]);
    // The tag at 09:00; at 10:00 a rollout of a minute, and a watch of ten: 10:11.
    expect(leadTime).to.deep.equal({ median: 71, p90: 71 });
    // Less 10 minutes for stg, 20 for Product and 8 for Security.
    expect(machineLeadTime).to.deep.equal({ median: 33, p90: 33 });
  });

  it("[§19] is the promotion's own where GitHub does not say", async () => {
    const { seen, machineLeadTime } = await leadTimesOf({ ...FACTS, reviewWaits: known([]) });
    expect(
      seen.map(({ githubEnvironment, requestedAt, at }) => [githubEnvironment, requestedAt, at]),
    ).to.deep.equal([
      ["prod-product", on("10:00"), on("10:00")],
      ["prod", on("10:00"), on("10:00")],
    ]);
    expect(machineLeadTime).to.deep.equal({ median: 71, p90: 71 });
  });
});
