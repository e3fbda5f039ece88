import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { workloadNames } from "../../../infra/naming/workload-names";
import type { Scope } from "../../../infra/scope";
import { FIRST_COUNT } from "../container/first-image";
import { PLATFORM_VERSION } from "../container/platform-version";
import type { Task } from "../container/task";
import type { Ground } from "../ground";

export interface RollingServiceArgs {
  /** The workload's scope. */
  scope: Scope;
  ground: Ground;
  task: Task;
  securityGroupId: pulumi.Input<string>;
  /** What stops a release and brings the old tasks back. */
  rollbackAlarms: readonly aws.cloudwatch.MetricAlarm[];
}

/**
 * Makes an ECS service without a load balancer, which CodeDeploy does not take: ECS itself replaces
 * its tasks, new ones first, and takes the release back when they do not start or an alarm goes off.
 * None runs before the first release; which revision does, and how often, is not the program's
 * (docs/decisions/0008).
 */
export function rollingService(
  name: string,
  { scope, ground, task, securityGroupId, rollbackAlarms }: RollingServiceArgs,
  opts: pulumi.CustomResourceOptions,
): aws.ecs.Service {
  return new aws.ecs.Service(
    name,
    {
      name: workloadNames(scope).service,
      cluster: ground.cluster.arn,
      taskDefinition: task.definitionArn,
      desiredCount: FIRST_COUNT,
      ...{ launchType: "FARGATE", platformVersion: PLATFORM_VERSION },
      schedulingStrategy: "REPLICA",
      deploymentController: { type: "ECS" },
      // As many as are wanted stay up, beside as many new ones.
      ...{ deploymentMinimumHealthyPercent: 100, deploymentMaximumPercent: 200 },
      deploymentCircuitBreaker: { enable: true, rollback: true },
      alarms: {
        ...{ enable: true, rollback: true },
        alarmNames: rollbackAlarms.map((each) => each.name),
      },
      networkConfiguration: {
        subnets: ground.network.privateSubnetIds,
        securityGroups: [securityGroupId],
        assignPublicIp: false,
      },
      enableExecuteCommand: false,
      ...{ enableEcsManagedTags: true, propagateTags: "SERVICE" },
      tags: scope.tags("service"),
    },
    { ...opts, ignoreChanges: ["taskDefinition", "desiredCount"] },
  );
}
