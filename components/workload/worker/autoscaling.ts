import type * as pulumi from "@pulumi/pulumi";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Scope } from "../../../infra/scope";
import type { Metric } from "../../observe/condition";
import { waitingMessages } from "../../observe/metrics/queue";
import { type EcsService, taskCount } from "../../observe/metrics/tasks";
import { taskScaling } from "../container/task-scaling";

export interface AutoscalingArgs {
  /** The workload's scope. */
  scope: Scope;
  scaling: WorkloadOf<"worker">["scaling"];
  tasks: EcsService;
  queueName: pulumi.Input<string>;
}

/**
 * Makes what scales a worker: on the messages that wait for each of its tasks.
 *
 * Source: Application Auto Scaling user guide, "Create a target tracking scaling policy using metric
 * math".
 *
 * @returns the id by which a release sets its limits, and suspends scaling while it drains
 */
export function autoscaling(
  name: string,
  { scope, scaling, tasks, queueName }: AutoscalingArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  return taskScaling(
    name,
    {
      ...{ scope, tasks, max: scaling.max },
      tracked: {
        "scaling-backlog": {
          targetValue: scaling.backlogPerTask,
          customizedMetricSpecification: { metrics: backlogPerTask(tasks, queueName) },
        },
      },
    },
    opts,
  );
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
