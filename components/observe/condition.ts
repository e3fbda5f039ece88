import type { types } from "@pulumi/aws";
import type { Input } from "@pulumi/pulumi";

/** One metric of CloudWatch. */
export interface Metric {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, Input<string>>>;
  /** `Sum`, `Average`, `Maximum`, ... or a percentile such as `p95`. */
  readonly statistic: string;
}

/** What is computed of at most ten metrics. */
export interface MetricMath {
  /** Metrics by id; an id begins with a small letter. */
  readonly metrics: Readonly<Record<string, Metric>>;
  /** Expressions by id, in terms of the metrics and of one another. @default - none */
  readonly steps?: Readonly<Record<string, string>>;
  /** Expression whose values are compared with the threshold, and drawn. */
  readonly expression: string;
  /** Name of the values with their unit, as a graph shows it, such as `failed in 1 h, %`. */
  readonly label: string;
}

export type Measure = Metric | MetricMath;

/** When an alarm goes off: pure data, from which an alarm and a graph are made. */
export interface AlarmCondition {
  /** What is wrong while the alarm is in state ALARM: a sentence. */
  readonly description: string;
  readonly measure: Measure;
  /** Seconds that one data point covers: 60 or a multiple of it. */
  readonly period: number;
  readonly comparison: Comparison;
  readonly threshold: number;
  /** Number of the newest data points that are evaluated. */
  readonly periods: number;
  /** Number of those data points that must breach. @default - all */
  readonly datapoints?: number;
  /** What a missing data point counts as. Without a default, so that each condition says it. */
  readonly missingData: "breaching" | "notBreaching" | "ignore";
  /** Minutes after its creation in which it stays quiet for lack of data. @default - none */
  readonly warmUpMinutes?: number;
}

/** How values are compared with the threshold. */
export type Comparison = keyof typeof OPERATORS;

/** What CloudWatch calls each comparison. */
export const OPERATORS = {
  ">": "GreaterThanThreshold",
  ">=": "GreaterThanOrEqualToThreshold",
  "<": "LessThanThreshold",
} as const;

/** Whether `measure` is one metric as it is. */
export function isMetric(measure: Measure): measure is Metric {
  return "metricName" in measure;
}

/** Whether a statistic is a percentile, which CloudWatch takes in an input of its own. */
export function isPercentile(statistic: string): boolean {
  return /^p\d/.test(statistic);
}

/** A computation as the queries of an alarm: all of one period, and the last one counts. */
export function queriesOf(
  { metrics, steps = {}, expression, label }: MetricMath,
  period: number,
): types.input.cloudwatch.MetricAlarmMetricQuery[] {
  return [
    ...Object.entries(metrics).map(([id, { statistic, ...metric }]) => ({
      id,
      metric: { ...metric, period, stat: statistic },
      returnData: false,
    })),
    ...Object.entries(steps).map(([id, step]) => ({ id, expression: step, returnData: false })),
    { id: "result", expression, label, returnData: true },
  ];
}

/**
 * Two of three minutes. Not every minute of so many: the newest one is filled with 0 until its
 * numbers arrive, and would hide a breach for as long as it lasts.
 */
export const TWO_OF_THREE = { period: 60, periods: 3, datapoints: 2 } as const;

/** Five of six minutes, for what may be so for a few. */
export const FIVE_OF_SIX = { period: 60, periods: 6, datapoints: 5 } as const;
