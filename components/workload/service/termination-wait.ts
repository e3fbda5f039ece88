import type { Context } from "../../../infra/context";

/** How long dev keeps the old tasks, in minutes. */
const DEV = 5;

/**
 * Minutes for which the old tasks are kept after all traffic has shifted, and alarms still roll
 * back: prod's watch, stg's bake (CI/CL-002 §13).
 */
export function terminationWaitMinutes({ environment, settings }: Context): number {
  if (environment === "dev") return DEV;
  return environment === "prod" ? settings.watchMinutes : settings.bakeMinutes;
}
