import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import { workloadNames } from "../../../infra/naming/workload-names";
import type { Scope } from "../../../infra/scope";
import { FIRST_COUNT } from "../container/first-image";
import { PLATFORM_VERSION } from "../container/platform-version";
import type { Task } from "../container/task";
import type { Ground } from "../ground";
import type { NativeRollout } from "./native-rollout";

/** Time that a new task has before the load balancer's opinion counts, in seconds. */
const GRACE = 60;

/** What a release owns of a service, whoever shifts its traffic. */
const RELEASED = ["taskDefinition", "desiredCount"];

/**
 * What CodeDeploy owns beside that. ECS refuses to change any of these on a service of CodeDeploy's:
 * a release hands them over in its AppSpec.
 */
const CODE_DEPLOYED = [...RELEASED, "loadBalancers", "networkConfiguration", "platformVersion"];

export interface EcsServiceArgs {
  /** The workload's scope. */
  scope: Scope;
  workload: WorkloadOf<"service">;
  ground: Ground;
  task: Task;
  securityGroupId: pulumi.Input<string>;
  /** Group that the first tasks are in. */
  targetGroupArn: pulumi.Input<string>;
  /** How ECS itself shifts traffic. @default - it does not: CodeDeploy does */
  native?: NativeRollout;
}

/** Makes the ECS service: Fargate tasks in private subnets, none before the first release. */
export function ecsService(
  name: string,
  args: EcsServiceArgs,
  opts: pulumi.CustomResourceOptions,
): aws.ecs.Service {
  const { scope, workload, ground, task, securityGroupId, targetGroupArn, native } = args;
  const balanced = {
    targetGroupArn,
    containerName: task.containerName,
    containerPort: workload.port,
    ...(native && { advancedConfiguration: native.loadBalancer }),
  };
  return new aws.ecs.Service(
    name,
    {
      name: workloadNames(scope).service,
      cluster: ground.cluster.arn,
      taskDefinition: task.definitionArn,
      desiredCount: FIRST_COUNT,
      ...{ launchType: "FARGATE", platformVersion: PLATFORM_VERSION },
      schedulingStrategy: "REPLICA",
      deploymentController: { type: native ? "ECS" : "CODE_DEPLOY" },
      ...native?.service,
      networkConfiguration: {
        subnets: ground.network.privateSubnetIds,
        securityGroups: [securityGroupId],
        assignPublicIp: false,
      },
      loadBalancers: [balanced],
      healthCheckGracePeriodSeconds: GRACE,
      enableExecuteCommand: false,
      ...{ enableEcsManagedTags: true, propagateTags: "SERVICE" },
      tags: scope.tags("service"),
    },
    { ...opts, ignoreChanges: native ? RELEASED : CODE_DEPLOYED },
  );
}
