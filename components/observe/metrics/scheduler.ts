import type { Input } from "@pulumi/pulumi";
import type { AlarmCondition, Metric } from "../condition";
import { filled } from "./error-rate";
import { ONE_IN_AN_HOUR } from "./runs";

/** What EventBridge Scheduler counts when it does not start what it should (its guide, Monitoring). */
const FAILURE_METRICS = {
  errors: "TargetErrorCount",
  dropped: "InvocationDroppedCount",
  kept: "InvocationsSentToDeadLetterCount",
  lost: "InvocationsFailedToBeSentToDeadLetterCount",
} as const;

/** A run could not be started within the hour: tried again, given up, or lost. */
export function startFailed(scheduleGroup: Input<string>): AlarmCondition {
  const metrics = Object.entries(FAILURE_METRICS).map(
    ([id, metricName]) => [id, groupMetric(scheduleGroup, metricName)] as const,
  );
  return {
    description: "Scheduler could not start a run: its target refused it, or it was given up.",
    measure: {
      metrics: Object.fromEntries(metrics),
      expression: Object.keys(FAILURE_METRICS).map(filled).join(" + "),
      label: "starts that failed",
    },
    ...ONE_IN_AN_HOUR,
    comparison: ">",
    threshold: 0,
    missingData: "notBreaching",
  };
}

/** Starts that were tried. */
export function startAttempts(scheduleGroup: Input<string>): Metric {
  return groupMetric(scheduleGroup, "InvocationAttemptCount");
}

/** Scheduler counts by group, never by schedule. */
function groupMetric(ScheduleGroup: Input<string>, metricName: string): Metric {
  return {
    namespace: "AWS/Scheduler",
    metricName,
    dimensions: { ScheduleGroup },
    statistic: "Sum",
  };
}
