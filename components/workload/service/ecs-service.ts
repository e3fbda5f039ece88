import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import type { EnvironmentResources } from "../../environment-resources";
import { fargateService } from "../container/fargate-service";
import type { Task } from "../container/task";
import type { NativeRollout } from "./native-rollout";

/** Time that a new task has before the load balancer's opinion counts, in seconds. */
const GRACE = 60;

/**
 * What CodeDeploy owns beside what every release does. ECS refuses to change any of it on a service
 * of CodeDeploy's: a release hands it over in its AppSpec.
 */
const CODE_DEPLOYED = ["loadBalancers", "networkConfiguration", "platformVersion"];

export interface EcsServiceArgs {
  /** The workload's context. */
  context: Context;
  /** The workload's entry in the catalog. */
  workload: WorkloadOf<"service">;
  /** What the environment's workloads share: keys, network, stores, cluster, load balancer. */
  environmentResources: EnvironmentResources;
  /** The task that the service runs. */
  task: Task;
  /** Id of the tasks' security group, `sg-...`. */
  securityGroupId: pulumi.Input<string>;
  /** Group that the first tasks are in. */
  targetGroupArn: pulumi.Input<string>;
  /** How ECS itself shifts traffic. @default - it does not: CodeDeploy does */
  native?: NativeRollout;
}

/** Makes the ECS service behind the load balancer. */
export function ecsService(
  name: string,
  args: EcsServiceArgs,
  opts: pulumi.CustomResourceOptions,
): aws.ecs.Service {
  const { context, workload, environmentResources, task, securityGroupId, targetGroupArn, native } =
    args;
  const balanced = {
    targetGroupArn,
    containerName: task.containerName,
    containerPort: workload.port,
    ...(native && { advancedConfiguration: native.loadBalancer }),
  };
  return fargateService(
    name,
    {
      context,
      environmentResources,
      task,
      securityGroupId,
      deployment: {
        deploymentController: { type: native ? "ECS" : "CODE_DEPLOY" },
        ...native?.service,
        loadBalancers: [balanced],
        healthCheckGracePeriodSeconds: GRACE,
      },
      releaseManagedInputs: native ? [] : CODE_DEPLOYED,
    },
    opts,
  );
}
