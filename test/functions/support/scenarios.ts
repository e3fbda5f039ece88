import { isDeepStrictEqual } from "node:util";
import { parseEvent } from "../../../delivery/ledger/events";
import type { PlatformFunctionName } from "../../../infra/platform-functions";
import { customValue } from "../../../sandbox/api/simulation/traffic/custom-metrics";
import { DAY } from "../../delivery/ledger/kpi/day";
import { bodyFor, waitingRun, webhookCall } from "../gate-deployment/support";
import { addDeployment, stoppedEvent } from "./events";
import { hooked, reportOf } from "./hooked";
import { type PlatformWorld, START } from "./platform-world";
import { putRunningService } from "./running-service";

/** One thing that a function does, from the event that it is called for to what there is outside afterwards. */
export interface Scenario {
  readonly component: PlatformFunctionName;
  /** Makes what there is before. */
  prepare(here: PlatformWorld): Promise<void> | void;
  /** Calls the function as its caller does, which tries again what fails. */
  deliver(here: PlatformWorld): Promise<void>;
  /**
   * What there is outside.
   *
   * @param mayRepeat - whether the function did not learn that it was heard, and may have said the same again
   */
  state(here: PlatformWorld, mayRepeat: boolean): Promise<unknown>;
  /** That, afterwards. */
  readonly expected: unknown;
}

/** Long enough for Lambda's two further attempts. */
const RETRIES = 4;

/** What there is outside once an incident was opened, and also once it is closed. */
const OPENED = {
  tickets: ["Find the root cause of the rollback of ingest-worker in dev: deployment d-ABC"],
  notified: ["Rollback of ingest-worker in dev: deployment d-ABC"],
  kept: [],
};

const OPEN_INCIDENT: Scenario = {
  component: "open-incident",
  prepare: (here) => addDeployment(here, "d-ABC"),
  async deliver(here) {
    await here.publish("open-incident", stoppedEvent("d-ABC"));
    await here.pass(RETRIES);
  },
  state: incidentsOf,
  expected: { ...OPENED, opsItems: ["Open"], ledger: ["incident-opened"] },
};

const CLOSE_INCIDENT: Scenario = {
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

const PUBLISH_KPIS: Scenario = {
  component: "publish-kpis",
  async prepare(here) {
    for (const event of DAY) {
      const moved = JSON.stringify(event).replaceAll("2026-03-02", "2026-10-02");
      await here.ledger.record(parseEvent({ ...JSON.parse(moved), environment: "dev" }));
    }
  },
  async deliver(here) {
    await here.publish("publish-kpis", {});
    await here.pass(RETRIES);
  },
  async state(here) {
    const of = { namespace: "NC/Kpis", dimensions: { Environment: "dev" }, stat: "Maximum" };
    const published = (metricName: string) => {
      const metric = { ...of, metricName };
      return customValue(here.account, metric, START, new Date(START.getTime() + 3_600_000));
    };
    const values = ["Deployments", "LeadTimeMinutes", "RestoreMinutes"].map(published);
    return { values, kept: here.queued("publish-kpis-failed-events") };
  },
  // As `test/delivery/ledger/kpi/day.ts` has it worked out by hand.
  expected: { values: [8, 40, 12.6], kept: [] },
};

const RECORD_SHIFT: Scenario = {
  component: "record-shift",
  prepare: (here) => void hooked(here, "ECS"),
  deliver: (here) => callHook(here, "record-shift", "ECS"),
  state: hookStateOf,
  expected: { report: "Succeeded", ledger: ["traffic-shifted"] },
};

const SMOKE_TEST: Scenario = {
  component: "smoke-test",
  prepare: (here) => void hooked(here, "Lambda"),
  deliver: (here) => callHook(here, "smoke-test", "Lambda"),
  state: hookStateOf,
  expected: { report: "Succeeded", ledger: [] },
};

const SMOKE_TEST_OF_SERVICE: Scenario = {
  ...SMOKE_TEST,
  prepare(here) {
    putRunningService(here);
    hooked(here, "ECS");
  },
  deliver: (here) => callHook(here, "smoke-test", "ECS"),
};

const GATE_DEPLOYMENT: Scenario = {
  component: "gate-deployment",
  prepare: (here) => void here.github.state.runs.push(waitingRun()),
  async deliver(here) {
    const answer = await here.call("gate-deployment", webhookCall(bodyFor(here)));
    await here.pass(RETRIES);
    // GitHub shows what it could not deliver, and delivers it again where it is asked to.
    if ("error" in answer) await here.call("gate-deployment", webhookCall(bodyFor(here)));
    await here.pass(RETRIES);
  },
  async state(here, mayRepeat) {
    const answers = here.github.state.runs.flatMap((run) => run.ruleAnswers);
    return {
      // GitHub may be told twice while the run waits for another rule, and the same alone (docs/decisions/0045).
      answers: mayRepeat ? distinct(answers) : answers,
      kept: here.queued("gate-deployment-failed-events"),
    };
  },
  expected: {
    answers: [
      {
        environment: "dev",
        state: "approved",
        comment: "**ingest-worker: may be deployed**",
        user: "nc-gate[bot]",
      },
    ],
    kept: [],
  },
};

/** What the platform's functions do, by a name that a test's title can have. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  "open-incident": OPEN_INCIDENT,
  "close-incident": CLOSE_INCIDENT,
  "publish-kpis": PUBLISH_KPIS,
  "record-shift": RECORD_SHIFT,
  "smoke-test of a function": SMOKE_TEST,
  "smoke-test of a service": SMOKE_TEST_OF_SERVICE,
  "gate-deployment": GATE_DEPLOYMENT,
};

function distinct<T>(values: readonly T[]): T[] {
  return values.filter(
    (each, at) => values.findIndex((one) => isDeepStrictEqual(one, each)) === at,
  );
}

/** CodeDeploy asks Lambda for a call, and Lambda calls again what has failed. */
async function callHook(here: PlatformWorld, component: string, platform: "ECS" | "Lambda") {
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    const answer = await here.call(
      component,
      hooked(here, platform, { hookReport: reportOf(here) }),
    );
    if ("returned" in answer) return;
  }
}

async function hookStateOf(here: PlatformWorld) {
  const events = await here.eventsOf("ingest-worker");
  return { report: reportOf(here), ledger: events.map(({ type }) => type) };
}

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
