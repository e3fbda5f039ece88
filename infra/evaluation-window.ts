/**
 * Periods of an alarm's data points, and the longest that so many may cover, in seconds. CloudWatch
 * looks back a day, or a week with periods of an hour (PutMetricAlarm, Period); an hour less than the
 * day leaves room for one point more.
 */
const LONGEST: readonly (readonly [period: number, seconds: number])[] = [
  [60, 10_800],
  [300, 82_800],
  [3600, 604_800],
];

/** Data points of an alarm. */
export interface LookBack {
  /** Seconds that each covers. */
  readonly period: number;
  readonly periods: number;
}

/**
 * The fewest data points that cover `seconds` wherever these begin, as data points begin at full
 * periods; nothing where no alarm looks back so far.
 */
export function evaluationWindow(seconds: number): LookBack | undefined {
  const covers = ([period]: (typeof LONGEST)[number]) => Math.ceil(seconds / period) + 1;
  const found = LONGEST.find((each) => each[0] * covers(each) <= each[1]);
  return found && { period: found[0], periods: covers(found) };
}

/** The longest time that {@link evaluationWindow} covers, in seconds. */
export const LONGEST_LOOK_BACK = 604_800 - 3600;
