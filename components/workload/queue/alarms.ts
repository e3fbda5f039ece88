import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Scope } from "../../../infra/scope";
import { metricAlarm, type Ticket } from "../../observe/alarms/alarm";
import type { AlarmCondition } from "../../observe/condition";
import { backlogPerTask, queueAge, queueBacklog, queueDepth } from "../../observe/metrics/queue";
import type { EcsService } from "../../observe/metrics/tasks";

const TICKET: Ticket = { severity: 3, category: "Availability" };

/** Messages above which too many wait: for each task that runs or, without tasks, in all. */
export interface Backlog {
  readonly above: number;
  readonly tasks?: EcsService;
}

export interface QueueAlarmsArgs {
  /** The scope of the workload that consumes it. */
  scope: Scope;
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
  const { scope, queue, deadLetters, alertTopicArn: topicArn, oldestMessage, backlog } = args;
  const { queueOldestMessageMinutes } = scope.settings.alarms;
  const { above, tasks } = backlog;
  const make = (component: string, condition: AlarmCondition, ticket?: Ticket) =>
    metricAlarm(
      `${name}-${component}`,
      { scope, component, topicArn, ...(ticket && { ticket }), ...condition },
      opts,
    );
  const queueName = queue.name;
  return [
    make(
      "dead-letters",
      {
        ...queueDepth({ queueName: deadLetters.name, above: 0 }),
        description: "A message could not be worked on: it is kept in the dead-letter queue.",
      },
      TICKET,
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
