import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../../infra/context";
import { inputError } from "../../../infra/input-error";
import type { AlertTopicArns } from "../alert-topics";
import type { AlarmCondition, Metric } from "../condition";
import type { ServiceLevel } from "../health";
import { errorRate, filled } from "../metrics/error-rate";
import { metricAlarm } from "./alarm";
import { allOf, compositeAlarm } from "./composite-alarm";

/**
 * How fast an error budget may burn, as a multiple of the rate that would use it up in 30 days,
 * over a long and a short window, in seconds.
 *
 * Source: Google, The Site Reliability Workbook, "Alerting on SLOs": 2 % of the budget in an hour,
 * 5 % in six, of which the first pages somebody. Its third pair, three days, is longer than a period of CloudWatch can be.
 */
export const BURN_RATES = {
  fast: { rate: 14.4, long: 3600, short: 300, severity: "page" },
  slow: { rate: 6, long: 21_600, short: 1800, severity: "ticket" },
} as const;

export interface BurnRateArgs extends ServiceLevel {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** ARNs of the SNS topics that alarms notify, by route. */
  alertTopicArns: AlertTopicArns;
}

/**
 * Alarms on how fast a workload uses up its error budget (CI/CL-002 §13): a fast and a slow pair.
 * A pair goes off when both of its windows breach: the long one says that it matters, the short
 * one that it still goes on. The alarm on one window alone does not notify.
 */
export class BurnRate extends pulumi.ComponentResource {
  /** The two pairs: for the workload's bake alarm. */
  readonly alarms: readonly aws.cloudwatch.CompositeAlarm[];
  /** Name of an alarm whose queries `requests` and `errors` count both. */
  readonly countingAlarm: string;

  constructor(name: string, args: BurnRateArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:observe:BurnRate", name, {}, opts);
    const { context, alertTopicArns, ...level } = args;
    check(this, level);
    const parent = { parent: this };

    this.alarms = Object.entries(BURN_RATES).map(([speed, { rate, severity, ...windows }]) => {
      const parts = Object.entries(windows).map(([window, seconds]) => {
        const component = componentOf(speed, window);
        const condition = burn(level, rate, seconds);
        const alarm = {
          context,
          component,
          alertTopicArns,
          severity,
          notifies: false,
          ...condition,
        };
        return metricAlarm(`${name}-${speed}-${window}`, alarm, parent);
      });
      const description =
        `${context.service} uses up its error budget of ${level.availability} % ${rate} times ` +
        "faster than it may.";
      const pair = {
        context,
        component: `burn-${speed}`,
        alertTopicArns,
        severity,
        description,
        rule: allOf(parts),
      };
      return compositeAlarm(`${name}-${speed}`, pair, parent);
    });
    const component = componentOf("slow", "long");
    this.countingAlarm = context.name("aws:cloudwatch/metricAlarm:MetricAlarm", component);
    this.registerOutputs({ alarmArns: this.alarms.map((each) => each.arn) });
  }
}

function componentOf(speed: string, window: string): string {
  return `burn-${speed}-${window}`;
}

function check(owner: pulumi.Resource, { availability, requests, errors }: ServiceLevel): void {
  if (!(availability > 0 && availability < 100)) {
    throw inputError(owner, "availability", availability, "a percentage above 0 and below 100");
  }
  for (const [field, { length }] of Object.entries({ requests, errors })) {
    if (length < 1 || length > 4) throw inputError(owner, field, `${length} metrics`, "1 to 4");
  }
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
