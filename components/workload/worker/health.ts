import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import type { Health } from "../../observe/health";
import {
  backlogPerTask,
  messageCount,
  queueAge,
  queueDepth,
  undeletedMessages,
} from "../../observe/metrics/queue";
import {
  type EcsService,
  runningTasksBelowDesired,
  taskCount,
  taskUse,
} from "../../observe/metrics/tasks";
import { type QueueNames, queueAlarms } from "../queue/health";

/** Backlog, in targets of scaling, that is more than scaling can hold. */
const BEYOND_SCALING = 2;

export interface WorkerHealthArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** The workload's entry in the catalog. */
  workload: WorkloadOf<"worker">;
  /** Names of the worker's queue and its dead-letter queue. */
  queue: QueueNames;
  /** The ECS service whose tasks are counted, by its cluster's name and its own. */
  tasks: EcsService;
}

/**
 * The health of a worker (CI/CL-002 §7.3, §13). A release is taken back when its tasks do not stay up,
 * or when most of what they receive is not deleted.
 *
 * The queue's own alarms are for the bake alone, as they may be on for long for another reason: dead
 * letters stay until an operator removes them, and messages wait while the intake is closed. An
 * alarm that is on when a release starts would take a good one back, or hide a bad one.
 */
export function workerHealth({ context, workload, queue, tasks }: WorkerHealthArgs): Health {
  const { scaling, slo } = workload;
  const { oldestMessage } = slo;
  const { queueName, deadLetterName } = queue;
  const above = Math.max(
    context.settings.alarms.queueBacklogPerTask,
    BEYOND_SCALING * scaling.backlogPerTask,
  );
  const minute = { period: 60 };
  return {
    alarms: {
      "missing-tasks": { readBy: "rollback", condition: runningTasksBelowDesired(tasks) },
      "undeleted-messages": {
        readBy: "rollback",
        condition: undeletedMessages({ queueName, longestJob: workload.queue.longestJob }),
      },
      ...queueAlarms(context, queue, { above, tasks, oldestMessage }),
    },
    graphs: {
      traffic: [
        { measure: messageCount(queueName, "Sent"), ...minute, label: "sent a minute" },
        { measure: messageCount(queueName, "Deleted"), ...minute, label: "worked off a minute" },
      ],
      errors: [{ ...queueDepth({ queueName: deadLetterName, above: 0 }), label: "dead letters" }],
      latency: [{ ...queueAge({ queueName, seconds: oldestMessage }), label: "oldest message, s" }],
      saturation: [
        backlogPerTask({ ...tasks, queueName, above }),
        { measure: taskUse(tasks, "CPU"), ...minute, label: "CPU, %" },
        { measure: taskUse(tasks, "Memory"), ...minute, label: "memory, %" },
        { measure: taskCount(tasks, "Desired"), ...minute, label: "tasks that are wanted" },
        { measure: taskCount(tasks, "Running"), ...minute, label: "tasks that run" },
      ],
    },
  };
}
