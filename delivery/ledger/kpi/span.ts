/** A time from one instant to another, in milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Minutes from one instant to another. Two writers have two clocks: what would be a time below zero is
 * 0 minutes.
 */
export function minutesOf({ from, to }: Span): number {
  return Math.max(0, to - from) / 60_000;
}

/** Minutes of `whole` that no span of `cuts` covers; spans that overlap count once. */
export function minutesOutside(whole: Span, cuts: readonly Span[]): number {
  let outside = 0;
  let reached = whole.from;
  for (const cut of cuts.toSorted((a, b) => a.from - b.from)) {
    const from = Math.min(Math.max(cut.from, reached), whole.to);
    outside += minutesOf({ from: reached, to: from });
    reached = Math.max(from, Math.min(cut.to, whole.to));
  }
  return outside + minutesOf({ from: reached, to: whole.to });
}
