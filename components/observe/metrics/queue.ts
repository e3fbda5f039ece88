import type { Input } from "@pulumi/pulumi";
import type { AlarmCondition, Metric } from "../condition";
import { filled } from "./error-share";
import { type EcsService, taskCount } from "./tasks";
import { FIVE_OF_SIX, TWO_OF_THREE } from "./timing";

export interface QueueDepthArgs {
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
    measure: queueMetric(queueName, "ApproximateNumberOfMessagesVisible"),
    period: 60,
    comparison: ">",
    threshold: above,
    periods: 1,
    missingData: "notBreaching",
  };
}

export interface QueueAgeArgs {
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
        waiting: queueMetric(args.queueName, "ApproximateNumberOfMessagesVisible"),
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

function queueMetric(QueueName: Input<string>, metricName: string): Metric {
  return { namespace: "AWS/SQS", metricName, dimensions: { QueueName }, statistic: "Maximum" };
}
