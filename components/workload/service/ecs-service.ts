import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import type { EnvironmentResources } from "../../environment-resources";
import type { HttpService } from "../../observe/metrics/http";
import { fargateService } from "../container/fargate-service";
import type { Task } from "../container/task";
import type { TargetTracking } from "../container/task-scaling";
import type { NativeRollout } from "./native-rollout";

/**
 * Inputs that a release by CodeDeploy manages, in addition to those of every release. ECS refuses
 * to change them on such a service: a release sets them in its AppSpec.
 */
const CODE_DEPLOY_MANAGED = ["loadBalancers", "networkConfiguration", "platformVersion"];

/** The same of a release by ECS: the port that the load balancer reaches is that of its revision. */
const ECS_MANAGED = ["loadBalancers"];

export interface EcsServiceArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** The workload's entry in the catalog. */
  workload: WorkloadOf<"service">;
  /** Longest that a task of a revision that may run has to start, in seconds. */
  healthCheckGracePeriod: number;
  /** Resources that the environment's workloads share: keys, network, stores, cluster, load balancer. */
  environmentResources: EnvironmentResources;
  /** The task that the service runs. */
  task: Task;
  /** Id of the tasks' security group, `sg-...`. */
  securityGroupId: pulumi.Input<string>;
  /** Group that the first tasks are in. */
  targetGroupArn: pulumi.Input<string>;
  /** Inputs with which ECS itself shifts traffic. @default - CodeDeploy shifts it */
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
        healthCheckGracePeriodSeconds: args.healthCheckGracePeriod,
      },
      releaseManagedInputs: native ? ECS_MANAGED : CODE_DEPLOY_MANAGED,
    },
    opts,
  );
}

/**
 * What a service is scaled on: its CPU, and the requests that each task has.
 *
 * AWS's ready-made metric for requests names one target group, and blue and green change places in
 * every release; ECS does not support it with blue-green (its guide, "Target metrics"). So it is
 * computed over both: the group without tasks has no requests.
 */
export function serviceTargetTracking(
  { cpuPercent, requestsPerTask: targetValue }: WorkloadOf<"service">["scaling"],
  http: HttpService,
): Readonly<Record<string, TargetTracking>> {
  return {
    "scaling-cpu": {
      targetValue: cpuPercent,
      predefinedMetricSpecification: { predefinedMetricType: "ECSServiceAverageCPUUtilization" },
    },
    "scaling-requests": {
      targetValue,
      customizedMetricSpecification: { metrics: requestsPerTask(http) },
    },
  };
}

/** Requests a minute and task: of both groups together, as only one of them has tasks in service. */
function requestsPerTask({ loadBalancerSuffix, targetGroupSuffixes }: HttpService) {
  const [blue, green] = targetGroupSuffixes;
  const of = (id: string, TargetGroup: pulumi.Input<string>) => ({
    id,
    metricStat: {
      metric: {
        namespace: "AWS/ApplicationELB",
        metricName: "RequestCountPerTarget",
        dimensions: [
          { name: "LoadBalancer", value: loadBalancerSuffix },
          { name: "TargetGroup", value: TargetGroup },
        ],
      },
      stat: "Sum",
    },
    returnData: false,
  });
  return [
    of("blue", blue),
    of("green", green),
    {
      id: "requests",
      expression: "FILL(blue, 0) + FILL(green, 0)",
      label: "requests a minute and task",
      returnData: true,
    },
  ];
}
