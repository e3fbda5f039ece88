import type { Context } from "../../../infra/context";
import { platformArns, workloadArns } from "../../identity/arns";
import { allow, type Statement } from "../../identity/statement";

/** Registers revisions of one family, to run under that workload's own two roles. */
export function taskDefinitionPermissions(context: Context): Statement[] {
  const { taskDefinitions, taskRoles } = workloadArns(context);
  return [
    allow("TaskDefinition", "ecs", ["RegisterTaskDefinition"], taskDefinitions),
    allow("TaskDefinitionTags", "ecs", ["TagResource"], taskDefinitions, {
      StringEquals: { "ecs:CreateAction": "RegisterTaskDefinition" },
    }),
    allow("TaskDefinitionRead", "ecs", ["DescribeTaskDefinition"], "*"),
    allow("PassTaskRoles", "iam", ["PassRole"], taskRoles, {
      StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" },
    }),
  ];
}

/** Rolls one service of the shared cluster, suspends its scaling while it does, and sets its limits. */
export function ecsServicePermissions(context: Context): Statement[] {
  const { service, serviceDeployments } = workloadArns(context);
  const { regional } = platformArns(context);
  return [
    allow("Service", "ecs", ["DescribeServices", "ListServiceDeployments"], service),
    // A delivery changes no network: subnets are required where one is given (ECS API reference,
    // AwsVpcConfiguration), and with them come security groups and public addresses.
    allow("ServiceUpdate", "ecs", ["UpdateService"], service, { Null: { "ecs:subnet": "true" } }),
    allow(
      "ServiceDeployment",
      "ecs",
      ["DescribeServiceDeployments", "StopServiceDeployment"],
      [service, serviceDeployments],
    ),
    // A target's ARN holds an id of AWS: its kind is as near as a policy comes.
    allow(
      "SuspendScaling",
      "application-autoscaling",
      ["RegisterScalableTarget"],
      regional("application-autoscaling", "scalable-target/*"),
      {
        StringEquals: {
          "application-autoscaling:service-namespace": "ecs",
          "application-autoscaling:scalable-dimension": "ecs:service:DesiredCount",
        },
      },
    ),
    allow("Scaling", "application-autoscaling", ["DescribeScalableTargets"], "*"),
  ];
}

/** Runs its own family once on the shared cluster: a migration, or a job that is due now. */
export function runTaskPermissions(context: Context): Statement[] {
  const { cluster, taskDefinitions, tasks } = workloadArns(context);
  const inCluster = { ArnEquals: { "ecs:cluster": cluster } };
  return [
    allow("RunTask", "ecs", ["RunTask"], taskDefinitions, inCluster),
    allow("RunningTask", "ecs", ["DescribeTasks"], tasks, inCluster),
  ];
}
