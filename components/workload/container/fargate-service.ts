import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../../infra/context";
import { workloadNames } from "../../../infra/naming/workload-names";
import type { EnvironmentResources } from "../../environment-resources";
import { FIRST_COUNT } from "./placeholder-image";
import type { Task } from "./task";
import { PLATFORM_VERSION } from "./task";

/** Inputs of a service that a release manages, whether CodeDeploy or ECS replaces its tasks. */
const RELEASE_MANAGED = ["taskDefinition", "desiredCount"];

export interface FargateServiceArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** Resources that the environment's workloads share: keys, network, stores, cluster, load balancer. */
  environmentResources: EnvironmentResources;
  /** The task that the service runs. */
  task: Task;
  /** Id of the tasks' security group, `sg-...`. */
  securityGroupId: pulumi.Input<string>;
  /** Inputs on how its tasks are replaced, and on its load balancer. */
  deployment: Omit<
    aws.ecs.ServiceArgs,
    "name" | "cluster" | "taskDefinition" | "desiredCount" | "tags"
  >;
  /** Further inputs that a release manages. @default - none */
  releaseManagedInputs?: readonly string[];
}

/**
 * Makes the ECS service of a workload: Fargate tasks in private subnets, none before the first
 * release. Which revision runs, and how often, is not the program's (docs/decisions/0008).
 */
export function fargateService(
  name: string,
  {
    context,
    environmentResources,
    task,
    securityGroupId,
    deployment,
    releaseManagedInputs = [],
  }: FargateServiceArgs,
  opts: pulumi.CustomResourceOptions,
): aws.ecs.Service {
  return new aws.ecs.Service(
    name,
    {
      name: workloadNames(context).service,
      cluster: environmentResources.cluster.arn,
      taskDefinition: task.definitionArn,
      desiredCount: FIRST_COUNT,
      launchType: "FARGATE",
      platformVersion: PLATFORM_VERSION,
      schedulingStrategy: "REPLICA",
      networkConfiguration: {
        subnets: environmentResources.network.privateSubnetIds,
        securityGroups: [securityGroupId],
        assignPublicIp: false,
      },
      enableExecuteCommand: false,
      enableEcsManagedTags: true,
      propagateTags: "SERVICE",
      ...deployment,
      tags: context.tags("service"),
    },
    { ...opts, ignoreChanges: [...RELEASE_MANAGED, ...releaseManagedInputs] },
  );
}
