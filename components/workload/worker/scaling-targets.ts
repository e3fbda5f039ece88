import type * as pulumi from "@pulumi/pulumi";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Metric } from "../../observe/condition";
import { waitingMessages } from "../../observe/metrics/queue";
import { type EcsService, taskCount } from "../../observe/metrics/tasks";
import type { TargetTracking } from "../container/task-scaling";

/**
 * What a worker is scaled on: the messages that wait for each of its tasks.
 *
 * Source: Application Auto Scaling user guide, "Create a target tracking scaling policy using metric
 * math".
 */
export function workerTargetTracking(
  { backlogPerTask: targetValue }: WorkloadOf<"worker">["scaling"],
  tasks: EcsService,
  queueName: pulumi.Input<string>,
): Readonly<Record<string, TargetTracking>> {
  const metrics = backlogPerTask(tasks, queueName);
  return { "scaling-backlog": { targetValue, customizedMetricSpecification: { metrics } } };
}

/**
 * Messages for each task that runs. Without one there is no value, as nothing can be divided by 0: a
 * worker that was never released stays as it is, however much waits for it.
 */
function backlogPerTask(tasks: EcsService, queueName: pulumi.Input<string>) {
  return [
    { id: "waiting", metricStat: statOf(waitingMessages(queueName)), returnData: false },
    { id: "running", metricStat: statOf(taskCount(tasks, "Running")), returnData: false },
    {
      id: "backlog",
      expression: "waiting / running",
      label: "messages for each task",
      returnData: true,
    },
  ];
}

function statOf({ namespace, metricName, dimensions, statistic: stat }: Metric) {
  const named = Object.entries(dimensions).map(([name, value]) => ({ name, value }));
  return { metric: { namespace, metricName, dimensions: named }, stat };
}
