import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { workloadNames } from "../../../infra/naming/workload-names";
import type { Scope } from "../../../infra/scope";
import type { Ground } from "../ground";
import { FIRST_COUNT } from "./first-image";
import { PLATFORM_VERSION } from "./platform-version";
import type { Task } from "./task";

/** What a release owns of a service, whoever replaces its tasks. */
const RELEASED = ["taskDefinition", "desiredCount"];

export interface FargateServiceArgs {
  /** The workload's scope. */
  scope: Scope;
  ground: Ground;
  task: Task;
  securityGroupId: pulumi.Input<string>;
  /** How its tasks are replaced, and who calls them. */
  how: Omit<aws.ecs.ServiceArgs, "name" | "cluster" | "taskDefinition" | "desiredCount" | "tags">;
  /** More inputs that a release owns. @default - none */
  released?: readonly string[];
}

/**
 * Makes the ECS service of a workload: Fargate tasks in private subnets, none before the first
 * release. Which revision runs, and how often, is not the program's (docs/decisions/0008).
 */
export function fargateService(
  name: string,
  { scope, ground, task, securityGroupId, how, released = [] }: FargateServiceArgs,
  opts: pulumi.CustomResourceOptions,
): aws.ecs.Service {
  return new aws.ecs.Service(
    name,
    {
      name: workloadNames(scope).service,
      cluster: ground.cluster.arn,
      taskDefinition: task.definitionArn,
      desiredCount: FIRST_COUNT,
      launchType: "FARGATE",
      platformVersion: PLATFORM_VERSION,
      schedulingStrategy: "REPLICA",
      networkConfiguration: {
        subnets: ground.network.privateSubnetIds,
        securityGroups: [securityGroupId],
        assignPublicIp: false,
      },
      enableExecuteCommand: false,
      enableEcsManagedTags: true,
      propagateTags: "SERVICE",
      ...how,
      tags: scope.tags("service"),
    },
    { ...opts, ignoreChanges: [...RELEASED, ...released] },
  );
}
