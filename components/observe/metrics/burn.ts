import type { AlarmCondition, Metric } from "../condition";
import { errorRate, filled } from "./error-rate";

/**
 * How fast an error budget may burn, as a multiple of the rate that would use it up in 30 days,
 * over a long and a short window, in seconds.
 *
 * Source: Google, The Site Reliability Workbook, "Alerting on SLOs": 2 % of the budget in an hour,
 * 5 % in six. Its third pair, three days, is longer than a period of CloudWatch can be.
 */
export const BURN_RATES = {
  fast: { rate: 14.4, long: 3600, short: 300 },
  slow: { rate: 6, long: 21_600, short: 1800 },
} as const;

export interface ServiceLevel {
  /** Share of good requests over 30 days, in percent, below 100. */
  readonly availability: number;
  /** Counts of requests, which are added up: one to four. */
  readonly requests: readonly Metric[];
  /** Counts of the bad ones, which are added up: one to four. */
  readonly errors: readonly Metric[];
  /** Whether requests keep coming, so that a window without any breaches. */
  readonly expectsTraffic: boolean;
  /** Requests in a window below which no share is computed. */
  readonly minimumRequests: number;
}

/** Errors burn the budget at `rate` or faster, in one window of `seconds`. */
export function burn(level: ServiceLevel, rate: number, seconds: number): AlarmCondition {
  const threshold = burnPercent(level.availability, rate);
  const window = seconds < 3600 ? `${seconds / 60} minutes` : `${seconds / 3600} h`;
  return {
    description:
      `${threshold} % of the requests of ${window} failed: the error budget of ` +
      `${level.availability} % burns ${rate} times too fast.${level.expectsTraffic ? " Or none came at all." : ""}`,
    measure: {
      metrics: { ...numbered("requests", level.requests), ...numbered("errors", level.errors) },
      steps: {
        requests: level.expectsTraffic
          ? sum("requests", level.requests)
          : filledSum("requests", level.requests),
        // An error metric that was never reported leaves no point of its own to fill. Added to
        // this one, it is 0 wherever there were requests, and missing only where there were none.
        none: "0 * requests",
        errors: sum("errors", level.errors, "none"),
      },
      expression: errorRate("errors", "requests", level.minimumRequests),
      label: `failed in ${window}, %`,
    },
    period: seconds,
    comparison: ">=",
    threshold,
    periods: 1,
    missingData: level.expectsTraffic ? "breaching" : "notBreaching",
    warmUpMinutes: 60,
  };
}

/** Share of failed requests at which a budget burns at `rate`: in percent, at most all of them. */
export function burnPercent(availability: number, rate: number): number {
  return Math.min(Number((rate * (100 - availability)).toFixed(6)), 100);
}

function numbered(id: string, metrics: readonly Metric[]): Record<string, Metric> {
  return Object.fromEntries(metrics.map((metric, index) => [`${id}${index + 1}`, metric]));
}

/** Missing only where all are: `SUM` leaves out what was not reported, which `+` does not. */
function sum(id: string, metrics: readonly Metric[], ...others: string[]): string {
  const all = [...others, ...Object.keys(numbered(id, metrics))];
  return all.length > 1 ? `SUM([${all.join(", ")}])` : all.join();
}

function filledSum(id: string, metrics: readonly Metric[]): string {
  return Object.keys(numbered(id, metrics)).map(filled).join(" + ");
}
