import { TASK_RUNS } from "../../../../sandbox/api/simulation/ecs/tasks";
import { hooked, hookedByEcs, reportOf } from "../hooked";
import { HARMLESS, letMigrationsHang, putFunctionPromotion, REVISION, WAITING } from "../migrating";
import { putPromotion } from "../promoting";
import { putRunningService } from "../running-service";
import type { Scenario } from "./scenario";

/** Minutes in which the task has ended, and the function has looked at what its event did not say. */
const UNTIL_ENDED = 12;

export const RUN_MIGRATIONS: Scenario = {
  component: "run-migrations",
  async prepare(here) {
    putRunningService(here);
    await putPromotion(here, { workload: "ingest-worker", migrations: HARMLESS }, "migrating");
  },
  async deliver(here) {
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      const change = { ...WAITING, hookReport: reportOf(here) };
      if ("returned" in (await here.call("run-migrations", hooked(here, "ECS", change)))) break;
    }
    await here.pass(UNTIL_ENDED);
  },
  state: async (here) => ({
    report: reportOf(here),
    tasks: TASK_RUNS.list(here.account.cloud).map(({ state }) => state.taskDefinitionArn),
    kept: here.queued("run-migrations-failed-events"),
  }),
  expected: { report: "Succeeded", tasks: [REVISION], kept: [] },
};

export const RUN_MIGRATIONS_BY_ECS: Scenario = {
  ...RUN_MIGRATIONS,
  async deliver(here) {
    await here.call("run-migrations", hookedByEcs(here));
    await here.pass(UNTIL_ENDED);
  },
};

export const RUN_MIGRATIONS_OF_FUNCTION: Scenario = {
  ...RUN_MIGRATIONS,
  prepare: (here) => putFunctionPromotion(here, HARMLESS),
  deliver: (here) => here.call("run-migrations", hooked(here, "Lambda")),
};

export const STOP_MIGRATIONS: Scenario = {
  ...RUN_MIGRATIONS,
  async prepare(here) {
    await RUN_MIGRATIONS.prepare(here);
    letMigrationsHang(here);
  },
  async deliver(here) {
    await here.call("run-migrations", hooked(here, "ECS", WAITING));
    // The longest that one may run, and one more look.
    await here.pass(45);
  },
};
