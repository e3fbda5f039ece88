import { expect } from "chai";
import { parseEvent } from "../../../delivery/ledger/events";
import { endedDeployments, isChangeFailure } from "../../../delivery/ledger/kpi/deployments";
import { nc } from "../../delivery/commands/support/command-line";
import {
  addDeployment,
  addFlagsRollback,
  alarmEvent,
  flagsRolledBackEvent,
  stoppedEvent,
} from "../support/events";
import { PlatformWorld, START } from "../support/platform-world";

const RELEASE = `sha256:${"a".repeat(64)}`;

describe("open-incident", () => {
  let here: PlatformWorld;
  beforeEach(async () => {
    here = await PlatformWorld.start();
  });
  afterEach(() => here.stop());

  it("[§14] opens one incident and one root-cause ticket for a rollback by alarm", async () => {
    addDeployment(here, "d-ABC");
    await here.ledger.record(
      event({
        type: "promotion-phase",
        phase: "deploying",
        deployment: "d-ABC",
        promotion: "p-1",
        release: RELEASE,
      }),
    );
    const answer = await here.call("open-incident", stoppedEvent("d-ABC"));

    const [item] = here.opsItems;
    const incident = String(item?.id);
    const ticket = "https://github.com/neurocipher/ingest-worker/issues/1";
    expect(answer).to.deep.equal({ returned: { incident, ticket } });
    expect(here.opsItems).to.have.length(1);
    expect(item).to.include({
      title: "Rollback of ingest-worker in dev: deployment d-ABC",
      source: "nc",
      status: "Open",
    });
    const { issues } = here.github.state;
    expect(
      issues.map(({ title, labels, repository, user }) => ({ title, labels, repository, user })),
    ).to.deep.equal([
      {
        title: "Find the root cause of the rollback of ingest-worker in dev: deployment d-ABC",
        labels: ["root-cause"],
        repository: "ingest-worker",
        user: "nc-issues[bot]",
      },
    ]);
    for (const part of [
      incident,
      "d-ABC",
      "Undone by: d-BACK",
      "Owner: ingest",
      "ALARM_ACTIVE",
      RELEASE,
    ]) {
      expect(issues[0]?.body, part).to.contain(part);
    }
    const [, opened] = await here.eventsOf("ingest-worker");
    expect(opened).to.deep.include({
      type: "incident-opened",
      app: "Neurocipher",
      workload: "ingest-worker",
      writer: "nc-platform-dev-open-incident",
      incident,
      deployment: "d-ABC",
    });
    expect(here.notifications.map(({ subject }) => subject)).to.deep.equal([item?.title]);
  });

  it("[§14] opens nothing more where it is told twice, also after both were closed", async () => {
    addDeployment(here, "d-ABC");
    const first = await here.call("open-incident", stoppedEvent("d-ABC"));
    expect(first).to.have.nested.property("returned.incident");
    for (const issue of here.github.state.issues) issue.state = "closed";
    const again = await here.call("open-incident", stoppedEvent("d-ABC"));
    expect(again).to.deep.equal(first);
    expect(here.opsItems).to.have.length(1);
    expect(here.github.state.issues).to.have.length(1);
    expect(here.notifications).to.have.length(1);
  });

  it("opens nothing for what a person stopped and nothing was rolled back", async () => {
    addDeployment(here, "d-ABC", {
      errorInformation: { code: "MANUAL_STOP", message: "The deployment was stopped by the user." },
      rollbackInfo: undefined,
      rollbackEvents: [],
    });
    expect(await here.call("open-incident", stoppedEvent("d-ABC"))).to.deep.equal({
      returned: null,
    });
    expect(here.opsItems).to.deep.equal([]);
    expect(here.github.state.issues).to.deep.equal([]);
  });

  for (const [takenBackBy, cause] of [
    ["CLOUDWATCH_ALARM", "alarm"],
    ["USER", "person"],
  ] as const) {
    it(`[§14] writes down that flags were rolled back by ${takenBackBy}, once, where no nc waits`, async () => {
      addFlagsRollback(here, 7, { percent: 20, takenBackBy });
      await here.call("open-incident", flagsRolledBackEvent(7));
      await here.call("open-incident", flagsRolledBackEvent(7, "On Deployment Rollback"));
      const deployment = "flags/dev/ingest-worker/ba8toh7/7";
      const events = await here.eventsOf("ingest-worker");
      const of = (type: string) => events.filter((each) => each.type === type);
      expect(of("flags-deployed")).to.have.length(1);
      expect(of("incident-opened")).to.have.length(1);
      expect(of("rolled-back")).to.deep.equal([
        {
          type: "rolled-back",
          at: START.toISOString(),
          environment: "dev",
          app: "Neurocipher",
          workload: "ingest-worker",
          writer: "nc-platform-dev-open-incident",
          deployment,
          cause,
          startedAt: START.toISOString(),
          productionPercent: 20,
        },
      ]);
      // One deployment of flags, and it was rolled back: all of them were (docs/kpis.md).
      const ended = endedDeployments(events);
      expect(ended.map(({ result, promotion }) => [result, promotion])).to.deep.equal([
        ["rolled-back", deployment],
      ]);
      expect(ended.map(isChangeFailure)).to.deep.equal([true]);
    });
  }

  it("[§14] is the event that nc writes too, and no second one", async () => {
    addFlagsRollback(here, 7, { percent: 20, takenBackBy: "USER" });
    const deployment = "flags/dev/ingest-worker/ba8toh7/7";
    for (const type of ["flags-deployed", "rolled-back"]) {
      const rolledBack = { cause: "person", startedAt: START.toISOString(), productionPercent: 10 };
      const fields = type === "rolled-back" ? rolledBack : {};
      await here.ledger.record(event({ type, deployment, ...fields }));
    }
    await here.call("open-incident", flagsRolledBackEvent(7));
    const events = await here.eventsOf("ingest-worker");
    expect(events.map(({ type }) => type).sort()).to.deep.equal([
      "flags-deployed",
      "incident-opened",
      "rolled-back",
    ]);
  });

  it("[§14] opens an incident for flags whose deployment is gone, and writes no rollback of it", async () => {
    await here.call("open-incident", flagsRolledBackEvent(7));
    const events = await here.eventsOf("ingest-worker");
    expect(events.map(({ type }) => type)).to.deep.equal(["incident-opened"]);
  });

  it("[§7.3] opens one for dead letters while they are there, and another when they come again", async () => {
    const alarm = "nc-ingest-worker-dev-dead-letters";
    await here.call("open-incident", alarmEvent(alarm, "2026-11-02T15:00:00.000+0000"));
    await here.call("open-incident", alarmEvent(alarm, "2026-11-02T15:10:00.000+0000"));
    expect(here.opsItems).to.have.length(1);
    expect(here.github.state.issues).to.have.length(1);
    await here.resolve(String(here.opsItems[0]?.id));
    await here.call("open-incident", alarmEvent(alarm, "2026-11-02T16:00:00.000+0000"));
    expect(here.github.state.issues).to.have.length(2);
    expect(here.opsItems.map(({ title }) => title)).to.deep.equal([
      `ingest-worker in dev: alarm ${alarm}`,
      `ingest-worker in dev: alarm ${alarm}`,
    ]);
  });

  it("[§14] keeps what GitHub did not take, and opens it once when it is replayed", async () => {
    addDeployment(here, "d-ABC");
    here.github.state.faults.push({ fault: "server-error", times: 1000, afterwards: false });
    await here.publish("open-incident", stoppedEvent("d-ABC"));
    // Lambda's two further attempts, after one minute and after two more.
    await here.pass(4);
    const [kept] = here.queued("open-incident-failed-events");
    expect(kept).to.deep.include({ requestPayload: stoppedEvent("d-ABC") });
    expect(here.github.state.issues).to.deep.equal([]);
    expect(here.opsItems).to.have.length(1);

    here.github.state.faults.length = 0;
    const words = ["replay", "open-incident", "--environment", "dev"];
    const dry = await nc([...words, "--dry-run"], here.variables);
    expect(dry.out).to.equal("1 event(s) of open-incident wait in dev: nothing was replayed\n");
    const { code, out, err } = await nc(words, here.variables);
    expect({ code, err }).to.deep.equal({ code: 0, err: "" });
    expect(out).to.equal("1 event(s) of open-incident were replayed in dev\n");
    expect(here.queued("open-incident-failed-events")).to.deep.equal([]);
    expect(here.github.state.issues).to.have.length(1);
    expect(here.opsItems).to.have.length(1);
    expect(here.notifications).to.have.length(1);
  });

  function event(fields: object) {
    const at = START.toISOString();
    const common = {
      environment: "dev",
      app: "Neurocipher",
      workload: "ingest-worker",
      writer: "w",
    };
    return parseEvent({ at, ...common, ...fields });
  }
});
