import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../../infra/context";
import { metricAlarm } from "../../observe/alarms/alarm";
import type { AlarmCondition } from "../../observe/condition";
import { backlogPerTask, queueAge, queueBacklog, queueDepth } from "../../observe/metrics/queue";
import type { EcsService } from "../../observe/metrics/tasks";

export interface DeadLetterAlarmArgs {
  /** The context of the workload whose queue it is. */
  context: Context;
  /** What is in the queue: the last part of the alarm's name. */
  component: string;
  /** What it means that there is a message. */
  description: string;
  queueName: pulumi.Input<string>;
  /** ARN of the topic that alarms notify. */
  alertTopicArn: pulumi.Input<string>;
}

/** Makes the alarm of a queue of what failed: the first message opens a ticket. */
export function deadLetterAlarm(
  name: string,
  { queueName, ...alarm }: DeadLetterAlarmArgs,
  opts: pulumi.CustomResourceOptions,
): aws.cloudwatch.MetricAlarm {
  const ticket = { severity: 3, category: "Availability" } as const;
  return metricAlarm(name, { ...queueDepth({ queueName, above: 0 }), ...alarm, ticket }, opts);
}

/** Messages above which too many wait: for each task that runs or, without tasks, in all. */
export interface Backlog {
  readonly above: number;
  readonly tasks?: EcsService;
}

export interface QueueAlarmsArgs {
  /** The context of the workload that consumes it. */
  context: Context;
  queue: aws.sqs.Queue;
  deadLetters: aws.sqs.Queue;
  /** ARN of the topic that alarms notify. */
  alertTopicArn: pulumi.Input<string>;
  /** Oldest that a message may be, in seconds. @default - what the settings say of every queue */
  oldestMessage?: number;
  /** When too many messages wait. */
  backlog: Backlog;
}

/** Makes the alarms of a queue: dead letters, which open a ticket, its age and its backlog. */
export function queueAlarms(
  name: string,
  args: QueueAlarmsArgs,
  opts: pulumi.CustomResourceOptions,
): aws.cloudwatch.MetricAlarm[] {
  const { context, queue, deadLetters, alertTopicArn, oldestMessage, backlog } = args;
  const { queueOldestMessageMinutes } = context.settings.alarms;
  const { above, tasks } = backlog;
  const make = (component: string, condition: AlarmCondition) =>
    metricAlarm(`${name}-${component}`, { context, component, alertTopicArn, ...condition }, opts);
  const queueName = queue.name;
  return [
    deadLetterAlarm(
      `${name}-dead-letters`,
      {
        context,
        component: "dead-letters",
        queueName: deadLetters.name,
        alertTopicArn,
        description: "A message could not be worked on: it is kept in the dead-letter queue.",
      },
      opts,
    ),
    make(
      "oldest-message",
      queueAge({ queueName, seconds: oldestMessage ?? queueOldestMessageMinutes * 60 }),
    ),
    make(
      "backlog",
      tasks ? backlogPerTask({ ...tasks, queueName, above }) : queueBacklog({ queueName, above }),
    ),
  ];
}
