import type { Input } from "@pulumi/pulumi";
import { evaluationWindow } from "../../../infra/evaluation-window";
import type { AlarmCondition, Measure, Metric, MetricMath } from "../condition";
import { filled } from "./error-rate";
import { type AliasedFunction, lambdaCounts } from "./lambda";

/** One of the five-minute points of an hour: long enough to be seen by whoever polls it. */
export const ONE_IN_AN_HOUR = { period: 300, periods: 12, datapoints: 1 } as const;

/** How the runs of a job are counted. */
export interface Runs {
  /** Runs that ended well; nothing is reported where there is none. */
  readonly succeeded: MetricMath;
  /** Runs that failed; nothing is reported where there is none. */
  readonly failed: MetricMath;
  /** A metric that is reported with a run, and only then. */
  readonly seen: Metric;
}

/** Names of the rules that match the ends of a job's tasks. */
export interface RunRules {
  readonly succeeded: Input<string>;
  readonly failed: Input<string>;
}

/** Runs of tasks, by the events of their ends that match a rule. */
export function taskRuns({ succeeded, failed }: RunRules): Runs {
  return {
    succeeded: metricMath({ runs: matched(succeeded) }, filled("runs"), "runs that ended well"),
    failed: metricMath({ runs: matched(failed) }, filled("runs"), "runs that failed"),
    seen: matched(succeeded),
  };
}

/** Runs of a function by its alias. Lambda tries one that fails again: each try is counted. */
export function functionRuns(fn: AliasedFunction): Runs {
  const { requests, errors } = lambdaCounts(fn);
  return {
    succeeded: metricMath(
      { requests, errors },
      `${filled("requests")} - ${filled("errors")}`,
      "runs that ended well",
    ),
    failed: metricMath({ errors }, filled("errors"), "runs that failed"),
    seen: requests,
  };
}

/** A run failed within the hour. */
export function runFailed({ failed }: Runs): AlarmCondition {
  return {
    description: "A run failed.",
    measure: failed,
    ...ONE_IN_AN_HOUR,
    comparison: ">",
    threshold: 0,
    missingData: "notBreaching",
  };
}

/**
 * No run ended well for too long: what is missing is a breach. It is so before the first run too,
 * and so says something only together with {@link runSeen}.
 *
 * @param seconds - longest time between two runs that end well; at most EVALUATION_WINDOW_MAX
 * @throws {RangeError} if no alarm looks back so far
 */
export function runMissing({ succeeded }: Runs, seconds: number): AlarmCondition {
  return {
    description: `No run ended well within ${seconds} s, in which one is due.`,
    measure: succeeded,
    ...points(seconds),
    comparison: "<",
    threshold: 1,
    missingData: "breaching",
  };
}

/**
 * No run was seen yet. The alarm has no data before the first run, and stays OK from then on: a minute
 * without a run has no value, 0 divided by 0, and a missing value leaves the state as it was.
 */
export function runSeen({ seen }: Runs): AlarmCondition {
  return {
    description: "No run was seen. OK means that there has been one, at any time.",
    measure: metricMath({ seen }, "seen / seen", "whether there was a run"),
    period: 60,
    periods: 1,
    comparison: "<",
    threshold: 1,
    missingData: "ignore",
  };
}

/** Tasks of one family, on a cluster with Container Insights. */
export interface TaskFamily {
  readonly clusterName: Input<string>;
  readonly family: string;
}

/**
 * A task ran for too long: there was one in more periods in a row than a run may touch.
 *
 * @param seconds - longest that a run may take
 */
export function taskDurationExceeded(tasks: TaskFamily, seconds: number): AlarmCondition {
  const { period, periods } = points(seconds);
  return {
    description: `A run took longer than ${seconds} s.`,
    measure: metricMath(
      { running: familyMetric(tasks, "CpuReserved", "Maximum") },
      filled("running"),
      "CPU units of tasks that run",
    ),
    period,
    periods: periods + 1,
    comparison: ">",
    threshold: 0,
    missingData: "notBreaching",
  };
}

/** A run of a function took as long as it may, and was ended. */
export function functionDurationExceeded(fn: AliasedFunction, seconds: number): AlarmCondition {
  const { requests } = lambdaCounts(fn);
  return {
    description: `A run took ${seconds} s, and was ended.`,
    measure: metricMath(
      { duration: { ...requests, metricName: "Duration", statistic: "Maximum" } },
      filled("duration"),
      "longest run, ms",
    ),
    ...ONE_IN_AN_HOUR,
    comparison: ">=",
    // Duration is in milliseconds.
    threshold: seconds * 1000,
    missingData: "notBreaching",
  };
}

/**
 * A measure of Container Insights of the tasks of a family, whoever started them; it is reported
 * each minute that one runs (Amazon ECS Container Insights metrics).
 */
export function familyMetric(
  { clusterName, family }: TaskFamily,
  metricName: "CpuReserved" | "CpuUtilized" | "MemoryReserved" | "MemoryUtilized",
  statistic: string,
): Metric {
  const dimensions = { ClusterName: clusterName, TaskDefinitionFamily: family };
  return { namespace: "ECS/ContainerInsights", metricName, dimensions, statistic };
}

/** Events that matched one rule of the default bus (Amazon EventBridge guide, Monitoring). */
function matched(RuleName: Input<string>): Metric {
  const dimensions = { RuleName };
  return { namespace: "AWS/Events", metricName: "MatchedEvents", dimensions, statistic: "Sum" };
}

function metricMath(metrics: MetricMath["metrics"], expression: string, label: string): MetricMath {
  return { metrics, expression, label } satisfies Measure;
}

function points(seconds: number) {
  const found = evaluationWindow(seconds);
  if (found) return found;
  throw new RangeError(`seconds is ${seconds}: expected what an alarm looks back`);
}
