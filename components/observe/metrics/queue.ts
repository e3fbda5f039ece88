import type { Input } from "@pulumi/pulumi";
import { type AlarmCondition, FIVE_OF_SIX, type Metric, TWO_OF_THREE } from "../condition";
import { errorRate, filled } from "./error-rate";
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

export interface UndeletedMessagesArgs {
  /** Name of the SQS queue. */
  readonly queueName: Input<string>;
  /** Longest that the work on a message may take, in seconds. */
  readonly longestJob: number;
}

/** Share of received messages that may stay undeleted, in percent. */
const UNDELETED_PERCENT = 50;

/**
 * Messages are received and not deleted: the work on them fails. It is what a release is rolled back
 * for. A message that is being worked on is not deleted either, for `longestJob` at most: only more
 * minutes than that in a row are a breach.
 *
 * Of the consumed queue, whose tasks call it every 20 seconds: SQS reports an active queue each minute,
 * and one that becomes active, as a dead-letter queue does, up to 15 minutes late (Amazon SQS developer
 * guide, "Monitoring Amazon SQS queues using CloudWatch"; "Available CloudWatch metrics for Amazon SQS").
 */
export function undeletedMessages(args: UndeletedMessagesArgs): AlarmCondition {
  const { queueName, longestJob } = args;
  const [received, deleted] = [filled("received"), filled("deleted")];
  // A message may be received at the end of one minute, and deleted at the start of another.
  const datapoints = Math.ceil(longestJob / 60) + 2;
  return {
    description:
      `More than ${UNDELETED_PERCENT} % of the messages that were received in each of ` +
      `${datapoints} minutes were not deleted, and the work on one takes ${longestJob} s at most.`,
    measure: {
      metrics: {
        received: messageCount(queueName, "Received"),
        deleted: messageCount(queueName, "Deleted"),
      },
      expression: errorRate(`${received} - ${deleted}`, received, 1),
      label: "received and not deleted, %",
    },
    period: 60,
    // The newest minute is filled with 0 until its numbers arrive.
    periods: datapoints + 1,
    datapoints,
    comparison: ">",
    threshold: UNDELETED_PERCENT,
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

/** Messages that were sent to the queue, received from it, or deleted once the work was done. */
export function messageCount(
  queueName: Input<string>,
  which: "Deleted" | "Received" | "Sent",
): Metric {
  return { ...queueMetric(queueName, `NumberOfMessages${which}`), statistic: "Sum" };
}

function queueMetric(QueueName: Input<string>, metricName: string): Metric {
  return { namespace: "AWS/SQS", metricName, dimensions: { QueueName }, statistic: "Maximum" };
}
