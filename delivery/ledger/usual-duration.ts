import type { Phase } from "../decisions/promotion/phases";
import type { LedgerEvent } from "./events";
import { median } from "./kpi/statistics";

/** One event that a promotion leaves. */
type PromotionEvent = Extract<LedgerEvent, { promotion: string }>;

/** What a promotion waits for: with which event that begins, and with which phase it ends as it should. */
const WAITS = {
  /** That its gates let it in, since the first that said to wait: for an approval, a ticket or a window. */
  gates: { begins: (each) => each.type === "gate-decided" && each.verdict === "wait", to: "gated" },
  /** That its artifacts, and the flags that it needs, are in the environment. */
  copy: { begins: (each) => isPhase(each, "copying"), to: "migrating" },
  /** That its deployment has started. */
  start: { begins: (each) => isPhase(each, "migrating"), to: "deploying" },
  /** That all traffic has shifted. */
  rollout: { begins: (each) => isPhase(each, "deploying"), to: "baking" },
  /** That the bake or the watch is over. */
  watch: { begins: (each) => isPhase(each, "baking"), to: "succeeded" },
} as const satisfies Record<string, { begins: (each: PromotionEvent) => boolean; to: Phase }>;

/** One of {@link WAITS}. */
export type Wait = keyof typeof WAITS;

/**
 * How long the promotions of a workload usually wait for something, in seconds: the median of those that have waited and
 * gone on; nothing where none has.
 *
 * @param events - of the workload in one environment, in any order
 */
export function usualSeconds(events: readonly LedgerEvent[], wait: Wait): number | undefined {
  const { begins, to } = WAITS[wait];
  const own = events.filter((each): each is PromotionEvent => "promotion" in each);
  const waits = own
    .filter((each) => isPhase(each, to))
    .flatMap(({ promotion, at }) => {
      const begun = own
        .filter((each) => each.promotion === promotion && begins(each))
        .map((each) => Date.parse(each.at));
      return begun.length === 0 ? [] : [(Date.parse(at) - Math.min(...begun)) / 1000];
    });
  return median(waits);
}

/** How long it usually takes until what ran before is back, since somebody or an alarm has asked for it, in seconds. */
export function usualRollbackSeconds(events: readonly LedgerEvent[]): number | undefined {
  return median(
    events.flatMap((each) =>
      each.type === "rolled-back"
        ? [(Date.parse(each.at) - Date.parse(each.startedAt)) / 1000]
        : [],
    ),
  );
}

function isPhase(each: PromotionEvent, phase: Phase): boolean {
  return each.type === "promotion-phase" && each.phase === phase;
}
