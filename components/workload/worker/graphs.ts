import { backlogPerTask, messageCount, queueAge, queueDepth } from "../../observe/metrics/queue";
import { type EcsService, taskCount, taskUse } from "../../observe/metrics/tasks";
import type { Observed } from "../observed";
import type { WorkQueue } from "../queue/work-queue";

export interface WorkerGraphsArgs {
  queue: WorkQueue;
  tasks: EcsService;
  /** Oldest that a message may be, in seconds. */
  oldestMessage: number;
  /** Messages for each task above which too many wait. */
  backlogAbove: number;
}

/** What the dashboard shows of a worker: what comes and goes, what fails, how long it waits. */
export function workerGraphs(args: WorkerGraphsArgs): Observed["graphs"] {
  const { queue, tasks, oldestMessage, backlogAbove: above } = args;
  const { queueName, deadLetterName } = queue;
  const minute = { period: 60 };
  return {
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
  };
}
