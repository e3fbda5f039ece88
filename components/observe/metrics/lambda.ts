import * as pulumi from "@pulumi/pulumi";
import { type AlarmCondition, type Metric, TWO_OF_THREE } from "../condition";
import { errorRate, filled } from "./error-rate";

/** What callers invoke: a function by an alias of it, or by its own name. */
export interface AliasedFunction {
  readonly functionName: pulumi.Input<string>;
  /** The alias's name, such as `live`. @default - all invocations of the function, whatever their callers name */
  readonly alias?: string | undefined;
}

export interface LambdaErrorRateArgs extends AliasedFunction {
  /** Share of invocations that may fail, in percent. */
  readonly thresholdPercent: number;
  /** Invocations a minute below which no share is computed. */
  readonly minimumRequests: number;
}

/**
 * Too many invocations of the alias fail, of all versions behind it together. While a new version has
 * a part of the traffic, it goes off where that version alone brings the alias above the threshold
 * (docs/decisions/0021).
 */
export function lambdaErrorRate(args: LambdaErrorRateArgs): AlarmCondition {
  const { thresholdPercent: threshold, minimumRequests } = args;
  const { requests, errors } = lambdaCounts(args);
  return {
    description: `More than ${threshold} % of a minute's invocations failed.`,
    measure: {
      metrics: { requests, errors },
      expression: errorRate(filled("errors"), filled("requests"), minimumRequests),
      label: "errors, % of invocations",
    },
    ...TWO_OF_THREE,
    comparison: ">",
    threshold,
    missingData: "notBreaching",
  };
}

/** An invocation of the alias fails: for what is called so seldom that no share of it says anything. */
export function lambdaFailures(fn: AliasedFunction): AlarmCondition {
  return {
    description: "The function fails.",
    measure: {
      metrics: { errors: aliasMetric(fn, "Errors", "Sum") },
      expression: filled("errors"),
      label: "failed invocations",
    },
    period: 60,
    periods: 1,
    comparison: ">",
    threshold: 0,
    missingData: "notBreaching",
  };
}

/** Invocations of the alias are throttled. */
export function lambdaThrottles(fn: AliasedFunction): AlarmCondition {
  return {
    description: "Invocations are throttled: the function uses all of its reserved concurrency.",
    measure: {
      metrics: { throttles: aliasMetric(fn, "Throttles", "Sum") },
      expression: filled("throttles"),
      label: "throttled invocations",
    },
    ...TWO_OF_THREE,
    comparison: ">",
    threshold: 0,
    missingData: "notBreaching",
  };
}

export interface LambdaP95Args extends AliasedFunction {
  /** Longest 95th percentile of the run time, in seconds. */
  readonly p95: number;
}

/** Invocations of the alias take too long. */
export function lambdaP95(args: LambdaP95Args): AlarmCondition {
  return {
    description: `The 95th percentile of the run time is above ${args.p95} s.`,
    measure: aliasMetric(args, "Duration", "p95"),
    ...TWO_OF_THREE,
    comparison: ">",
    // Duration is in milliseconds.
    threshold: Math.round(args.p95 * 1000),
    missingData: "notBreaching",
  };
}

/**
 * Nothing invoked the alias for a quarter of an hour. To be made only where traffic is expected,
 * and never to be read by CodeDeploy, as with `requestsStopped` of `http.ts`.
 */
export function invocationsStopped(fn: AliasedFunction): AlarmCondition {
  return {
    description: "Nothing invoked the function for 15 minutes, though traffic is expected.",
    measure: {
      metrics: { requests: lambdaCounts(fn).requests },
      expression: filled("requests"),
      label: "invocations",
    },
    period: 300,
    comparison: "<",
    threshold: 1,
    periods: 3,
    missingData: "breaching",
    warmUpMinutes: 30,
  };
}

/** Invocations of the alias, and those that failed: the counts of an error budget. */
export function lambdaCounts(fn: AliasedFunction) {
  return {
    requests: aliasMetric(fn, "Invocations", "Sum"),
    errors: aliasMetric(fn, "Errors", "Sum"),
  };
}

/** Most executions of the alias at once. */
export function lambdaConcurrency(fn: AliasedFunction): Metric {
  return aliasMetric(fn, "ConcurrentExecutions", "Maximum");
}

/** `Resource` is what callers use, where it is an alias; without it, direct calls and every version would count. */
function aliasMetric(
  { functionName, alias }: AliasedFunction,
  metricName: string,
  statistic: string,
): Metric {
  const ofFunction = { FunctionName: functionName };
  const dimensions =
    alias === undefined
      ? ofFunction
      : { ...ofFunction, Resource: pulumi.interpolate`${functionName}:${alias}` };
  return { namespace: "AWS/Lambda", metricName, dimensions, statistic };
}
