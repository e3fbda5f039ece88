import type { LedgerEvent } from "./events";
import { versionOfRelease } from "./version-of";

/**
 * The release that is everywhere in an environment: the last whose promotion has succeeded, and that nothing has
 * undone since. Its canary is over by then, so that no task or version of code before it has traffic (CI/CL-002 §8).
 *
 * @param events - of one workload in one environment, in the order of their times
 * @returns its SemVer tag; nothing where no promotion has succeeded, or each was undone
 */
export function releaseEverywhere(events: readonly LedgerEvent[]): string | undefined {
  const undone = new Set(
    events.flatMap((each) => (each.type === "rolled-back" ? [each.deployment] : [])),
  );
  const phases = events.flatMap((each) => (each.type === "promotion-phase" ? [each] : []));
  const isUndone = (promotion: string) =>
    phases.some((each) => each.promotion === promotion && undone.has(each.deployment ?? ""));
  const last = phases.findLast(
    ({ phase, promotion }) => phase === "succeeded" && !isUndone(promotion),
  );
  return versionOfRelease(events, last?.release);
}
