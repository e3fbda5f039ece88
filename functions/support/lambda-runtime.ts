import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Runtime } from "./runtime";

/** The runtime of a function in Lambda. */
export function lambdaRuntime(): Runtime {
  const { env } = process;
  return {
    env,
    now: () => new Date(),
    sleep: async (milliseconds) => {
      await setTimeout(milliseconds);
    },
    // Where Lambda unpacks the zip (Lambda guide, "Defined runtime environment variables").
    file: (name) => readFileSync(join(env.LAMBDA_TASK_ROOT ?? ".", name), "utf8"),
  };
}
