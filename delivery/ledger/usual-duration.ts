import type { LedgerEvent } from "./events";
import { median } from "./kpi/statistics";

/**
 * How long the deployments of a workload usually take, from their start until all traffic has shifted: the median of
 * those that did, in whole minutes and at least one; nothing where none has.
 *
 * @param events - of the workload, in any order
 */
export function usualMinutes(events: readonly LedgerEvent[]): number | undefined {
  const phases = events.filter((each) => each.type === "promotion-phase");
  const minutes = phases
    .filter(({ phase }) => phase === "baking")
    .flatMap(({ promotion, at }) => {
      const begun = phases.find(
        (each) => each.promotion === promotion && each.phase === "deploying",
      );
      return begun === undefined ? [] : [(Date.parse(at) - Date.parse(begun.at)) / 60_000];
    });
  const usual = median(minutes);
  return usual === undefined ? undefined : Math.max(1, Math.round(usual));
}
