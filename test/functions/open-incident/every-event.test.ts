import { expect } from "chai";
import fc from "fast-check";
import type { PublishedEvent } from "../../../sandbox/api/simulation/events/publish";
import {
  addDeployment,
  alarmEvent,
  flagsRolledBackEvent,
  serviceDeploymentFailedEvent,
  stoppedEvent,
} from "../support/events";
import { PlatformWorld } from "../support/platform-world";

const AT = "2026-11-02T15:00:00.000+0000";
const alarm = (component: string) => alarmEvent(`nc-ingest-worker-dev-${component}`, AT);

/** One event of each kind that may mean an incident, with the title of the incident that it opens. */
const EVENTS: readonly (readonly [event: PublishedEvent, title: string])[] = [
  [stoppedEvent("d-ABC"), "Rollback of ingest-worker in dev: deployment d-ABC"],
  [stoppedEvent("d-DEF", "FAILURE"), "Rollback of ingest-worker in dev: deployment d-DEF"],
  [
    serviceDeploymentFailedEvent("ecs-svc/123"),
    "Rollback of ingest-worker in dev: deployment ecs-svc/123",
  ],
  [
    flagsRolledBackEvent(7),
    "Rollback of ingest-worker in dev: deployment flags/dev/ingest-worker/ba8toh7/7",
  ],
  [
    flagsRolledBackEvent(8, "On Deployment Rollback"),
    "Rollback of ingest-worker in dev: deployment flags/dev/ingest-worker/ba8toh7/8",
  ],
  [alarm("dead-letters"), "ingest-worker in dev: alarm nc-ingest-worker-dev-dead-letters"],
  [alarm("failed-events"), "ingest-worker in dev: alarm nc-ingest-worker-dev-failed-events"],
  [alarm("run-missing"), "ingest-worker in dev: alarm nc-ingest-worker-dev-run-missing"],
];

describe("open-incident, told of everything", () => {
  let here: PlatformWorld;
  beforeEach(async () => {
    here = await PlatformWorld.start();
    addDeployment(here, "d-ABC");
    addDeployment(here, "d-DEF", { status: "Failed" });
  });
  afterEach(() => here.stop());

  it("[§14] opens one incident and one ticket for each, often and in any order", async () => {
    const given = [...EVENTS, ...EVENTS, ...EVENTS].map(([event]) => event);
    // One shuffle, which fast-check prints where it fails: each event is delivered three times.
    const shuffled = fc.shuffledSubarray(given, { minLength: given.length });
    await fc.assert(
      fc.asyncProperty(shuffled, async (events) => {
        for (const event of events) {
          const answer = await here.call("open-incident", event);
          expect(
            answer,
            `${JSON.stringify(answer)} ${JSON.stringify(event)}`,
          ).to.have.nested.property("returned.incident");
        }
      }),
      { numRuns: 1 },
    );
    const titles = EVENTS.map(([, title]) => title).sort();
    expect(here.opsItems.map(({ title }) => title).sort()).to.deep.equal(titles);
    const { issues } = here.github.state;
    expect(issues).to.have.length(EVENTS.length);
    expect(new Set(issues.map(({ title }) => title))).to.have.property("size", EVENTS.length);
    // Each OpsItem leads to a ticket of its own, whose body leads back.
    const bodies = issues.map(({ body }) => /Incident (oi-\w+)\./.exec(body ?? "")?.[1]);
    expect(bodies.sort()).to.deep.equal(here.opsItems.map(({ id }) => id).sort());
    const events = await here.eventsOf("ingest-worker");
    expect(events.filter(({ type }) => type === "incident-opened")).to.have.length(EVENTS.length);
    expect(here.notifications).to.have.length(EVENTS.length);
  });

  it("[§14] is reached by AWS's events through its rules, and by no other", async () => {
    for (const [event] of EVENTS) await here.publishAsAws(event);
    const recovered = alarm("dead-letters");
    await here.publishAsAws({
      ...recovered,
      detail: { ...recovered.detail, state: { ...recovered.detail.state, value: "OK" } },
    });
    await here.publishAsAws(alarm("http-errors"));
    await here.publishAsAws({ ...stoppedEvent("d-ABC"), detail: { state: "START" } });
    expect(here.opsItems.map(({ title }) => title).sort()).to.deep.equal(
      EVENTS.map(([, title]) => title).sort(),
    );
  });
});
