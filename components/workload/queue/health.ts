import type * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../../infra/context";
import type { HealthAlarms, MetricHealthAlarm } from "../../observe/health";
import { backlogPerTask, queueAge, queueBacklog, queueDepth } from "../../observe/metrics/queue";
import type { EcsService } from "../../observe/metrics/tasks";

/** What a message in a queue of failed events means. */
export const FAILED_EVENT = "The function could not handle an event: it is kept, with the reason.";

/** Names of a queue and of its dead-letter queue. */
export interface QueueNames {
  readonly queueName: pulumi.Input<string>;
  readonly deadLetterName: pulumi.Input<string>;
}

/** When too many messages wait. */
export interface Backlog {
  /** Messages above which too many wait: for each running task or, without tasks, in all. */
  readonly above: number;
  /** The tasks that consume the queue. @default - a function consumes it */
  readonly tasks?: EcsService;
  /** Oldest that a message may be, in seconds. @default - the settings' `queueOldestMessageMinutes` */
  readonly oldestMessage?: number;
}

/** The alarms on a queue: dead letters, which are an incident, its age and its backlog. */
export function queueAlarms(
  context: Context,
  { queueName, deadLetterName }: QueueNames,
  { above, tasks, oldestMessage }: Backlog,
): HealthAlarms {
  const { queueOldestMessageMinutes } = context.settings.alarms;
  const seconds = oldestMessage ?? queueOldestMessageMinutes * 60;
  const backlog = tasks
    ? backlogPerTask({ ...tasks, queueName, above })
    : queueBacklog({ queueName, above });
  return {
    "dead-letters": failureAlarm(
      deadLetterName,
      "A message could not be worked on: it is kept in the dead-letter queue.",
    ),
    "oldest-message": { readBy: "bake", condition: queueAge({ queueName, seconds }) },
    backlog: { readBy: "bake", condition: backlog },
  };
}

/**
 * The alarm on a queue of what failed: its first message is an incident with a ticket, which the function
 * `open-incident` opens (CI/CL-002 §7.3).
 *
 * @param description - what a message in it means
 */
export function failureAlarm(
  queueName: pulumi.Input<string>,
  description: string,
): MetricHealthAlarm {
  return {
    readBy: "bake",
    condition: { ...queueDepth({ queueName, above: 0 }), description },
  };
}
