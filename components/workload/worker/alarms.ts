import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../../infra/context";
import { metricAlarm } from "../../observe/alarms/alarm";
import type { AlarmCondition } from "../../observe/condition";
import { newDeadLetters } from "../../observe/metrics/queue";
import { type EcsService, runningTasksBelowDesired } from "../../observe/metrics/tasks";

export interface WorkerAlarmsArgs {
  /** The workload's context. */
  context: Context;
  tasks: EcsService;
  deadLetterName: pulumi.Input<string>;
  /** ARN of the topic that alarms notify. */
  alertTopicArn: pulumi.Input<string>;
}

/**
 * Makes the alarms that stop a release of a worker: its tasks do not stay up, or what they work on
 * becomes dead letters.
 *
 * None of them may be on for long for another reason: one that is on when a release starts says
 * nothing of it, and would take a good one back or hide a bad one. So the queue's own alarms are not
 * among them: dead letters stay until somebody has looked at them, and messages wait while the
 * intake is closed.
 */
export function workerAlarms(
  name: string,
  { context, tasks, deadLetterName, alertTopicArn }: WorkerAlarmsArgs,
  opts: pulumi.CustomResourceOptions,
): aws.cloudwatch.MetricAlarm[] {
  const make = (component: string, condition: AlarmCondition) =>
    metricAlarm(`${name}-${component}`, { context, component, alertTopicArn, ...condition }, opts);
  return [
    make("missing-tasks", runningTasksBelowDesired(tasks)),
    make("new-dead-letters", newDeadLetters(deadLetterName)),
  ];
}
