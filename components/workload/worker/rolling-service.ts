import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../../infra/context";
import type { EnvironmentResources } from "../../environment-resources";
import { fargateService } from "../container/fargate-service";
import type { Task } from "../container/task";

export interface RollingServiceArgs {
  /** The workload's context. */
  context: Context;
  /** What the environment's workloads share: keys, network, stores, cluster, load balancer. */
  environmentResources: EnvironmentResources;
  /** The task that the service runs. */
  task: Task;
  /** Id of the tasks' security group, `sg-...`. */
  securityGroupId: pulumi.Input<string>;
  /** What stops a release and brings the old tasks back. */
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
        // As many as are wanted stay up, beside as many new ones.
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
