import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { gapSum, total } from "../../../infra/catalog/kinds/job-timing";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import { metricAlarm } from "../../observe/alarms/alarm";
import { compositeAlarm } from "../../observe/alarms/composite-alarm";
import type { AlarmCondition } from "../../observe/condition";
import { runFailed, runMissing, runSeen } from "../../observe/metrics/runs";
import { scheduleTrouble } from "../../observe/metrics/scheduler";
import type { Run } from "./run";

export interface JobAlarmsArgs {
  /** The workload's context. */
  context: Context;
  workload: WorkloadOf<"job">;
  run: Pick<Run, "runs" | "durationExceeded">;
  /** Name of the schedule's group. */
  scheduleGroup: pulumi.Input<string>;
  /** ARN of the topic that alarms notify. */
  alertTopicArn: pulumi.Input<string>;
}

/** A job's alarms, by who reads them. */
export interface JobAlarms {
  /** A run failed: what a release reads. */
  readonly failed: aws.cloudwatch.MetricAlarm;
  /** What the bake and the watch read beside it: a run that is missing, or too long, or not started. */
  readonly watched: readonly (aws.cloudwatch.MetricAlarm | aws.cloudwatch.CompositeAlarm)[];
}

/**
 * Makes the alarms of a job's runs (CI/CL-002 §7.3). A run that does not happen is a breach, once
 * there has been one: before the first release there is nothing to miss (docs/decisions/0017).
 */
export function jobAlarms(
  name: string,
  args: JobAlarmsArgs,
  opts: pulumi.CustomResourceOptions & { parent: pulumi.Resource },
): JobAlarms {
  const { context, workload, run, scheduleGroup, alertTopicArn } = args;
  const alarm = (component: string, condition: AlarmCondition, notifies = true) =>
    metricAlarm(
      `${name}-${component}`,
      { context, component, alertTopicArn, notifies, ...condition },
      opts,
    );

  const late = alarm("run-late", runMissing(run.runs, total(gapSum(workload))), false);
  // It is heard once, when the first run has ended.
  const seen = alarm("run-seen", runSeen(run.runs));
  const missing = compositeAlarm(
    `${name}-run-missing`,
    {
      context,
      component: "run-missing",
      alertTopicArn,
      description: "A run that was due did not happen, or did not end well.",
      rule: pulumi.interpolate`ALARM("${late.name}") AND OK("${seen.name}")`,
    },
    opts,
  );
  return {
    failed: alarm("run-failed", runFailed(run.runs)),
    watched: [
      missing,
      alarm("run-too-long", run.durationExceeded),
      alarm("schedule-trouble", scheduleTrouble(scheduleGroup)),
    ],
  };
}
