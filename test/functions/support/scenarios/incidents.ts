import { setAlarmState } from "../../../../sandbox/api/simulation/alarms/states";
import {
  addDeployment,
  addFlagsRollback,
  alarmEvent,
  flagsRolledBackEvent,
  stoppedEvent,
} from "../events";
import { type PlatformWorld, START } from "../platform-world";
import { RETRIES, type Scenario } from "./scenario";

/** What there is outside once an incident was opened, and also once it is closed. */
const OPENED = {
  tickets: ["Find the root cause of the rollback of ingest-worker in dev: deployment d-ABC"],
  notified: ["Rollback of ingest-worker in dev: deployment d-ABC"],
  kept: [],
};

export const OPEN_INCIDENT: Scenario = {
  component: "open-incident",
  prepare: (here) => addDeployment(here, "d-ABC"),
  async deliver(here) {
    await here.publish("open-incident", stoppedEvent("d-ABC"));
    await here.pass(RETRIES);
  },
  state: incidentsOf,
  expected: { ...OPENED, opsItems: ["Open"], ledger: ["incident-opened"] },
};

/** The seventh deployment of the flags of a workload, as the ledger names it. */
const FLAGS = "flags/dev/ingest-worker/ba8toh7/7";

export const OPEN_INCIDENT_OF_FLAGS: Scenario = {
  ...OPEN_INCIDENT,
  prepare: (here) => addFlagsRollback(here, 7, { percent: 20, takenBackBy: "USER" }),
  async deliver(here) {
    await here.publish("open-incident", flagsRolledBackEvent(7));
    await here.pass(RETRIES);
  },
  expected: {
    opsItems: ["Open"],
    tickets: [`Find the root cause of the rollback of ingest-worker in dev: deployment ${FLAGS}`],
    notified: [`Rollback of ingest-worker in dev: deployment ${FLAGS}`],
    ledger: ["flags-deployed", "rolled-back", "incident-opened"],
    kept: [],
  },
};

export const CLOSE_INCIDENT: Scenario = {
  component: "close-incident",
  async prepare(here) {
    addDeployment(here, "d-ABC");
    await here.call("open-incident", stoppedEvent("d-ABC"));
    here.closeTicket(1);
  },
  async deliver(here) {
    await here.publish("close-incident", {});
    await here.pass(RETRIES);
  },
  state: incidentsOf,
  expected: {
    ...OPENED,
    opsItems: ["Resolved"],
    ledger: ["incident-opened", "incident-closed"],
  },
};

const ALARM = "nc-ingest-worker-dev-dead-letters";

export const CLOSE_INCIDENT_OF_AN_ALARM: Scenario = {
  ...CLOSE_INCIDENT,
  async prepare(here) {
    setAlarmState(here.account, ALARM, "ALARM", START);
    await here.call("open-incident", alarmEvent(ALARM, "2026-11-02T15:00:00.000+0000"));
    setAlarmState(here.account, ALARM, "OK", START);
    here.closeTicket(1);
  },
  expected: {
    opsItems: ["Resolved"],
    tickets: [`Find the root cause of ingest-worker in dev: alarm ${ALARM}`],
    notified: [`ingest-worker in dev: alarm ${ALARM}`],
    ledger: ["incident-opened", "incident-closed"],
    kept: [],
  },
};

async function incidentsOf(here: PlatformWorld) {
  const events = await here.eventsOf("ingest-worker");
  return {
    opsItems: here.opsItems.map(({ status }) => status),
    tickets: here.github.state.issues.map(({ title }) => title),
    ledger: events.map(({ type }) => type),
    // People may be told twice, and of one thing alone.
    notified: [...new Set(here.notifications.map(({ subject }) => subject))],
    kept: [
      ...here.queued("open-incident-failed-events"),
      ...here.queued("close-incident-failed-events"),
    ],
  };
}
