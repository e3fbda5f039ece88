/**
 * Periods of an alarm's data points, each with the longest window that they may cover, in seconds.
 * CloudWatch evaluates at most a day, or a week with periods of an hour (PutMetricAlarm,
 * EvaluationPeriods); an hour less than the day leaves room for one more data point.
 */
const LONGEST: readonly (readonly [period: number, seconds: number])[] = [
  [60, 10_800],
  [300, 82_800],
  [3600, 604_800],
];

/** The data points that an alarm evaluates. */
interface EvaluationWindow {
  /** Seconds that each data point covers. */
  readonly period: number;
  /** Number of data points. */
  readonly periods: number;
}

/**
 * The fewest data points that cover `seconds`, whenever these begin: data points begin at full periods.
 *
 * @returns nothing where no alarm evaluates so long a time
 */
export function evaluationWindow(seconds: number): EvaluationWindow | undefined {
  const covers = ([period]: (typeof LONGEST)[number]) => Math.ceil(seconds / period) + 1;
  const found = LONGEST.find((each) => each[0] * covers(each) <= each[1]);
  return found && { period: found[0], periods: covers(found) };
}

/** The longest time that {@link evaluationWindow} covers, in seconds. */
export const EVALUATION_WINDOW_MAX = 604_800 - 3600;
