import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import type { EnvironmentResources } from "../../environment-resources";
import type { Metric } from "../../observe/condition";
import { waitingMessages } from "../../observe/metrics/queue";
import { type EcsService, taskCount } from "../../observe/metrics/tasks";
import { fargateService } from "../container/fargate-service";
import type { Task } from "../container/task";
import type { TargetTracking } from "../container/task-scaling";

export interface RollingServiceArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** Resources that the environment's workloads share: keys, network, stores, cluster, load balancer. */
  environmentResources: EnvironmentResources;
  /** The task that the service runs. */
  task: Task;
  /** Id of the tasks' security group, `sg-...`. */
  securityGroupId: pulumi.Input<string>;
  /** Alarms that stop a release and bring the old tasks back. */
  rollbackAlarms: readonly aws.cloudwatch.MetricAlarm[];
}

/**
 * Makes an ECS service without a load balancer, which CodeDeploy does not take: ECS itself replaces
 * its tasks, new ones first, and takes the release back when they do not start or an alarm goes off.
 */
export function rollingService(
  name: string,
  { context, environmentResources, task, securityGroupId, rollbackAlarms }: RollingServiceArgs,
  opts: pulumi.CustomResourceOptions,
): aws.ecs.Service {
  return fargateService(
    name,
    {
      context,
      environmentResources,
      task,
      securityGroupId,
      deployment: {
        deploymentController: { type: "ECS" },
        // The desired number of tasks keeps running, and as many new ones may run at the same time.
        deploymentMinimumHealthyPercent: 100,
        deploymentMaximumPercent: 200,
        deploymentCircuitBreaker: { enable: true, rollback: true },
        alarms: {
          enable: true,
          rollback: true,
          alarmNames: rollbackAlarms.map((each) => each.name),
        },
      },
    },
    opts,
  );
}

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
