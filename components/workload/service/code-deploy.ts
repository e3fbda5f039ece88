import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import { SHARED_CLUSTER } from "../../../infra/naming/exceptions";
import { platformNames } from "../../../infra/naming/platform-names";
import { workloadNames } from "../../../infra/naming/workload-names";
import type { Scope } from "../../../infra/scope";
import { platformArns, workloadArns } from "../../identity/arns";
import { allow, type Statement } from "../../identity/statement";
import { codeDeployRole } from "../code-deploy-role";
import { deploymentConfig } from "../deployment-config";
import type { Ground } from "../ground";
import { bakeMinutes } from "./bake";
import type { Color } from "./target-groups";

export interface CodeDeployArgs {
  /** The workload's scope. */
  scope: Scope;
  traffic: WorkloadOf<"service">["traffic"];
  ground: Ground;
  service: aws.ecs.Service;
  groups: Record<Color, aws.lb.TargetGroup>;
  rollbackAlarms: readonly aws.cloudwatch.MetricAlarm[];
}

/**
 * Makes what CodeDeploy moves a service with: an application, and its one deployment group. An
 * alarm, a failure or a request to stop brings the old tasks back.
 */
export function codeDeploy(
  name: string,
  { scope, traffic, ground, service, groups, rollbackAlarms }: CodeDeployArgs,
  opts: pulumi.CustomResourceOptions & { parent: pulumi.Resource },
): aws.codedeploy.DeploymentGroup {
  const { permissionsBoundaryArn, loadBalancer, cluster } = ground;
  const names = workloadNames(scope);
  const application = new aws.codedeploy.Application(
    name,
    { name: names.application, computePlatform: "ECS", tags: scope.tags("delivery") },
    opts,
  );
  const config = deploymentConfig(name, { scope, computePlatform: "ECS", traffic }, opts);
  const role = codeDeployRole(
    `${name}-code-deploy`,
    { scope, permissionsBoundaryArn, statements: shifting(scope) },
    opts,
  );
  return new aws.codedeploy.DeploymentGroup(
    name,
    {
      appName: application.name,
      deploymentGroupName: names.deploymentGroup,
      serviceRoleArn: role.arn,
      deploymentConfigName: config.deploymentConfigName,
      deploymentStyle: {
        deploymentType: "BLUE_GREEN",
        deploymentOption: "WITH_TRAFFIC_CONTROL",
      },
      ecsService: { clusterName: cluster.name, serviceName: service.name },
      loadBalancerInfo: {
        targetGroupPairInfo: {
          prodTrafficRoute: { listenerArns: [loadBalancer.productionListenerArn] },
          testTrafficRoute: { listenerArns: [loadBalancer.testListenerArn] },
          targetGroups: [{ name: groups.blue.name }, { name: groups.green.name }],
        },
      },
      blueGreenDeploymentConfig: {
        deploymentReadyOption: { actionOnTimeout: "CONTINUE_DEPLOYMENT" },
        terminateBlueInstancesOnDeploymentSuccess: {
          action: "TERMINATE",
          terminationWaitTimeInMinutes: bakeMinutes(scope),
        },
      },
      autoRollbackConfiguration: {
        enabled: true,
        events: ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"],
      },
      alarmConfiguration: {
        enabled: true,
        // An alarm that cannot be read is not quiet.
        ignorePollAlarmFailure: false,
        alarms: rollbackAlarms.map((each) => each.name),
      },
      tags: scope.tags("delivery"),
    },
    // CodeDeploy tries the role out when the group is made.
    { ...opts, dependsOn: role.policy },
  );
}

/** What AWSCodeDeployRoleForECS allows on everything, on this service (docs/decisions/0007). */
function shifting(scope: Scope): Statement[] {
  const { regional } = platformArns(scope);
  const { service, taskRoles } = workloadArns(scope);
  const elb = "elasticloadbalancing";
  const of = (kind: string) =>
    regional(elb, `${kind}/app/${platformNames(scope.settings).loadBalancer}/*`);
  const taskSets = regional("ecs", `task-set/${SHARED_CLUSTER}/${workloadNames(scope).service}/*`);
  return [
    allow("Service", "ecs", ["DescribeServices", "UpdateServicePrimaryTaskSet"], service),
    allow("TaskSets", "ecs", ["CreateTaskSet", "DeleteTaskSet"], taskSets),
    // AWS takes no resource for these.
    allow("Routes", elb, ["DescribeListeners", "DescribeRules", "DescribeTargetGroups"], "*"),
    allow("Listeners", elb, ["ModifyListener"], of("listener")),
    // A rule's ARN ends with an id of AWS: it is told by its tag.
    allow("OwnRules", elb, ["ModifyRule"], of("listener-rule"), {
      StringEquals: { "aws:ResourceTag/Service": scope.service },
    }),
    allow("PassTaskRoles", "iam", ["PassRole"], taskRoles, {
      StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" },
    }),
  ];
}
