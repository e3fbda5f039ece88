import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import { platformNames, SHARED_CLUSTER } from "../../../infra/naming/platform-names";
import { workloadNames } from "../../../infra/naming/workload-names";
import type { EnvironmentResources } from "../../environment-resources";
import { platformArns, workloadArns } from "../../identity/arns";
import { allow, type Statement } from "../../identity/statement";
import { deploymentConfig } from "../code-deploy/deployment-config";
import { codeDeployRole } from "../code-deploy/permissions";
import { type Color, terminationWaitMinutes } from "./blue-green";

export interface CodeDeployArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** How a release shifts traffic: the catalog's `traffic`, with percent and seconds. */
  traffic: WorkloadOf<"service">["traffic"];
  /** Resources that the environment's workloads share: keys, network, stores, cluster, load balancer. */
  environmentResources: EnvironmentResources;
  /** The ECS service whose traffic is shifted. */
  service: aws.ecs.Service;
  /** The service's two target groups, by colour. */
  groups: Record<Color, aws.lb.TargetGroup>;
  /** Alarms that end a deployment and take it back. */
  rollbackAlarms: readonly aws.cloudwatch.MetricAlarm[];
}

/**
 * Makes what CodeDeploy moves a service with: an application, and its one deployment group. An
 * alarm, a failure or a request to stop brings the old tasks back.
 *
 * @returns their names
 */
export function codeDeploy(
  name: string,
  { context, traffic, environmentResources, service, groups, rollbackAlarms }: CodeDeployArgs,
  opts: pulumi.CustomResourceOptions & { parent: pulumi.Resource },
) {
  const { permissionsBoundaryArn, loadBalancer, cluster } = environmentResources;
  const names = workloadNames(context);
  const application = new aws.codedeploy.Application(
    name,
    { name: names.application, computePlatform: "ECS", tags: context.tags("delivery") },
    opts,
  );
  const config = deploymentConfig(name, { context, computePlatform: "ECS", traffic }, opts);
  const role = codeDeployRole(
    `${name}-code-deploy`,
    { context, permissionsBoundaryArn, statements: shifting(context) },
    opts,
  );
  const group = new aws.codedeploy.DeploymentGroup(
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
          terminationWaitTimeInMinutes: terminationWaitMinutes(context),
        },
      },
      autoRollbackConfiguration: {
        enabled: true,
        events: ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"],
      },
      alarmConfiguration: {
        enabled: true,
        // An alarm that CodeDeploy cannot read stops the deployment.
        ignorePollAlarmFailure: false,
        alarms: rollbackAlarms.map((each) => each.name),
      },
      tags: context.tags("delivery"),
    },
    // CodeDeploy tries the role out when the group is made.
    { ...opts, dependsOn: role.policy },
  );
  return { applicationName: group.appName, deploymentGroupName: group.deploymentGroupName };
}

/** What AWSCodeDeployRoleForECS allows on everything, on this service (docs/decisions/0007). */
function shifting(context: Context): Statement[] {
  const { regional } = platformArns(context);
  const { service, taskRoles } = workloadArns(context);
  const elb = "elasticloadbalancing";
  const of = (kind: string) =>
    regional(elb, `${kind}/app/${platformNames(context.settings).loadBalancer}/*`);
  const taskSets = regional(
    "ecs",
    `task-set/${SHARED_CLUSTER}/${workloadNames(context).service}/*`,
  );
  return [
    allow("Service", "ecs", ["DescribeServices", "UpdateServicePrimaryTaskSet"], service),
    allow("TaskSets", "ecs", ["CreateTaskSet", "DeleteTaskSet"], taskSets),
    // AWS takes no resource for these.
    allow("Routes", elb, ["DescribeListeners", "DescribeRules", "DescribeTargetGroups"], "*"),
    allow("Listeners", elb, ["ModifyListener"], of("listener")),
    // A rule's ARN ends with an id that AWS makes: the policy selects the rule by its tag.
    allow("OwnRules", elb, ["ModifyRule"], of("listener-rule"), {
      StringEquals: { "aws:ResourceTag/Service": context.service },
    }),
    allow("PassTaskRoles", "iam", ["PassRole"], taskRoles, {
      StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" },
    }),
  ];
}
