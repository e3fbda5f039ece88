import { hooked, hookedByEcs, reportOf } from "../hooked";
import type { PlatformWorld } from "../platform-world";
import { putRunningService } from "../running-service";
import type { Scenario } from "./scenario";

export const RECORD_SHIFT: Scenario = {
  component: "record-shift",
  prepare: (here) => void hooked(here, "ECS"),
  deliver: (here) => callHook(here, "record-shift", "ECS"),
  state: hookStateOf,
  expected: { report: "Succeeded", ledger: ["traffic-shifted"] },
};

export const RECORD_SHIFT_OF_FUNCTION: Scenario = {
  ...RECORD_SHIFT,
  prepare: (here) => void hooked(here, "Lambda"),
  deliver: (here) => callHook(here, "record-shift", "Lambda"),
  state: async (here) => ({
    report: reportOf(here),
    ledger: (await here.eventsOf("api-adapter")).map(({ type }) => type),
  }),
};

export const RECORD_SHIFT_BY_ECS: Scenario = {
  ...RECORD_SHIFT,
  prepare: (here) => void putRunningService(here),
  deliver: (here) => callByEcs(here, "record-shift"),
  state: async (here, told) => ({ ...(await hookStateOf(here)), report: told }),
  expected: { report: "SUCCEEDED", ledger: ["traffic-shifted"] },
};

export const SMOKE_TEST: Scenario = {
  component: "smoke-test",
  prepare: (here) => void hooked(here, "Lambda"),
  deliver: (here) => callHook(here, "smoke-test", "Lambda"),
  state: hookStateOf,
  expected: { report: "Succeeded", ledger: [] },
};

export const SMOKE_TEST_OF_SERVICE: Scenario = {
  ...SMOKE_TEST,
  prepare(here) {
    putRunningService(here);
    hooked(here, "ECS");
  },
  deliver: (here) => callHook(here, "smoke-test", "ECS"),
};

export const SMOKE_TEST_BY_ECS: Scenario = {
  component: "smoke-test",
  onlyAnswers: true,
  prepare: (here) => void putRunningService(here),
  deliver: (here) => callByEcs(here, "smoke-test"),
  state: async (_, told) => told,
  expected: "SUCCEEDED",
};

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

/** ECS calls a hook again that has failed (Amazon ECS developer guide, "Lifecycle hooks"), and reads its answer. */
async function callByEcs(here: PlatformWorld, component: string): Promise<unknown> {
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    const answer = await here.call(component, hookedByEcs(here));
    if ("returned" in answer) return Object(answer.returned).hookStatus;
  }
  return undefined;
}

async function hookStateOf(here: PlatformWorld) {
  const events = await here.eventsOf("ingest-worker");
  return { report: reportOf(here), ledger: events.map(({ type }) => type) };
}
