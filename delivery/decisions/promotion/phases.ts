/** Where a promotion is, in order; the last four end it. */
export const PHASES = [
  "requested",
  "gated",
  "copying",
  "migrating",
  "deploying",
  "baking",
  "succeeded",
  "rolled-back",
  "failed",
  "cancelled",
] as const;

/** One of {@link PHASES}. */
export type Phase = (typeof PHASES)[number];

/**
 * The phases that may follow each. A promotion goes through all of them, or ends early: before anything is
 * deployed it can be cancelled or fail, and from then on it fails or is rolled back.
 */
export const NEXT = {
  requested: ["gated", "failed", "cancelled"],
  gated: ["copying", "failed", "cancelled"],
  copying: ["migrating", "failed", "cancelled"],
  migrating: ["deploying", "failed"],
  deploying: ["baking", "rolled-back", "failed"],
  baking: ["succeeded", "rolled-back", "failed"],
  succeeded: [],
  "rolled-back": [],
  failed: [],
  cancelled: [],
} as const satisfies Record<Phase, readonly Phase[]>;

/** Phases that end a promotion: a test holds that they are those that nothing follows. */
export const RESULTS = ["succeeded", "rolled-back", "failed", "cancelled"] as const;

/** One of {@link RESULTS}. */
export type Result = (typeof RESULTS)[number];

/** Whether a phase ends a promotion. */
export function isResult(phase: Phase): phase is Result {
  return NEXT[phase].length === 0;
}

/** Whether `to` may follow `from`. */
export function mayFollow(from: Phase, to: Phase): boolean {
  const next: readonly Phase[] = NEXT[from];
  return next.includes(to);
}
