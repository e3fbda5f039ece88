import type { Input } from "@pulumi/pulumi";
import { type AlarmCondition, FIVE_OF_SIX, type Metric, TWO_OF_THREE } from "../condition";
import { filled } from "./error-rate";
import { type EcsService, taskCount } from "./tasks";

export interface QueueDepthArgs {
  /** Name of the SQS queue. */
  readonly queueName: Input<string>;
  /** Waiting messages above which it goes off; 0 for a dead-letter queue. */
  readonly above: number;
}

/**
 * Too many messages wait. SQS stops reporting a queue that was empty and unused for 6 hours, so
 * missing data is an empty queue.
 */
export function queueDepth({ queueName, above }: QueueDepthArgs): AlarmCondition {
  return {
    description: `More than ${above} messages wait in the queue.`,
    measure: waitingMessages(queueName),
    period: 60,
    comparison: ">",
    threshold: above,
    periods: 1,
    missingData: "notBreaching",
  };
}

/** Too many messages have waited for some minutes: more than all consumers together work off. */
export function queueBacklog({ queueName, above }: QueueDepthArgs): AlarmCondition {
  return { ...queueDepth({ queueName, above }), ...FIVE_OF_SIX };
}

/**
 * Messages have come to a dead-letter queue in the last minutes, whatever lay there before: what a
 * release is rolled back for, as `queueDepth` stays on until the queue is emptied.
 */
export function newDeadLetters(queueName: Input<string>): AlarmCondition {
  return {
    description: "Messages could not be worked on: they have come to the dead-letter queue.",
    measure: {
      metrics: {
        waiting: waitingMessages(queueName),
        // One that is being received is hidden for a while, and comes back without being new.
        hidden: queueMetric(queueName, "ApproximateNumberOfMessagesNotVisible"),
      },
      expression: `RATE(${filled("waiting")} + ${filled("hidden")})`,
      label: "new dead letters a second",
    },
    // On for five minutes after each, so that whoever polls it sees it.
    period: 60,
    periods: 5,
    datapoints: 1,
    comparison: ">",
    threshold: 0,
    missingData: "notBreaching",
  };
}

export interface QueueAgeArgs {
  /** Name of the SQS queue. */
  readonly queueName: Input<string>;
  /** Longest that the oldest message may wait, in seconds. */
  readonly seconds: number;
}

/** The oldest message has waited too long. */
export function queueAge({ queueName, seconds }: QueueAgeArgs): AlarmCondition {
  return {
    description: `The oldest message has waited for more than ${seconds} s.`,
    measure: queueMetric(queueName, "ApproximateAgeOfOldestMessage"),
    ...TWO_OF_THREE,
    comparison: ">",
    threshold: seconds,
    missingData: "notBreaching",
  };
}

export interface BacklogPerTaskArgs extends EcsService {
  /** Name of the SQS queue. */
  readonly queueName: Input<string>;
  /** Waiting messages for each running task above which it goes off. */
  readonly above: number;
}

/** More messages wait than the tasks that run can work off. */
export function backlogPerTask(args: BacklogPerTaskArgs): AlarmCondition {
  const running = filled("running");
  return {
    description: `More than ${args.above} messages wait for each running task.`,
    measure: {
      metrics: {
        waiting: waitingMessages(args.queueName),
        running: taskCount(args, "Running"),
      },
      // With no task running, all of them wait for one.
      expression: `${filled("waiting")} / IF(${running} > 1, ${running}, 1)`,
      label: "messages for each task",
    },
    ...FIVE_OF_SIX,
    comparison: ">",
    threshold: args.above,
    missingData: "notBreaching",
  };
}

/** Messages that a consumer could receive. */
export function waitingMessages(queueName: Input<string>): Metric {
  return queueMetric(queueName, "ApproximateNumberOfMessagesVisible");
}

/** Messages that were sent to the queue, or deleted once the work was done. */
export function messageCount(queueName: Input<string>, which: "Deleted" | "Sent"): Metric {
  return { ...queueMetric(queueName, `NumberOfMessages${which}`), statistic: "Sum" };
}

function queueMetric(QueueName: Input<string>, metricName: string): Metric {
  return { namespace: "AWS/SQS", metricName, dimensions: { QueueName }, statistic: "Maximum" };
}
