import type { Phase } from "../decisions/promotion/phases";
import type { LedgerEvent } from "./events";
import { median } from "./kpi/statistics";

/** One event that a promotion leaves. */
type PromotionEvent = Extract<LedgerEvent, { promotion: string }>;

/** What a promotion waits for: with which event that begins, and with which phase it ends as it should. */
const WAITS = {
  /** That its gates let it in, since the first that said to wait: for an approval, a ticket or a window. */
  gates: { begins: (each) => each.type === "gate-decided" && each.verdict === "wait", to: "gated" },
  /** That all traffic has shifted. */
  rollout: { begins: (each) => isPhase(each, "deploying"), to: "baking" },
  /** That the bake or the watch is over. */
  watch: { begins: (each) => isPhase(each, "baking"), to: "succeeded" },
} as const satisfies Record<string, { begins: (each: PromotionEvent) => boolean; to: Phase }>;

/** One of {@link WAITS}. */
export type Wait = keyof typeof WAITS;

/**
 * How long the promotions of a workload usually wait for something: the median of those that have waited and gone on, in
 * whole minutes and at least one; nothing where none has.
 *
 * @param events - of the workload in one environment, in any order
 */
export function usualMinutes(events: readonly LedgerEvent[], wait: Wait): number | undefined {
  const { begins, to } = WAITS[wait];
  const own = events.filter((each): each is PromotionEvent => "promotion" in each);
  const minutes = own
    .filter((each) => isPhase(each, to))
    .flatMap(({ promotion, at }) => {
      const begun = own
        .filter((each) => each.promotion === promotion && begins(each))
        .map((each) => Date.parse(each.at));
      return begun.length === 0 ? [] : [(Date.parse(at) - Math.min(...begun)) / 60_000];
    });
  const usual = median(minutes);
  return usual === undefined ? undefined : Math.max(1, Math.round(usual));
}

function isPhase(each: PromotionEvent, phase: Phase): boolean {
  return each.type === "promotion-phase" && each.phase === phase;
}
