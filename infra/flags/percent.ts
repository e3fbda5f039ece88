import type { Workload } from "../catalog/workload";
import type { Environment } from "../environments";

/** A flag, as the catalog says it. */
export type Flag = Workload["flags"][string];

/** For how much of its traffic a flag is on in an environment, in percent: 0 is off, 100 is on. */
export function flagPercent({ enabled }: Flag, environment: Environment): number {
  const share = typeof enabled === "object" ? enabled[environment] : enabled;
  return typeof share === "number" ? share : Number(share) * 100;
}
