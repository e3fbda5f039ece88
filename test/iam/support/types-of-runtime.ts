import type { Line, Speaker } from "./takes";

const TAG = "TagResource UntagResource";
const BALANCER_TAGS = "AddTags RemoveTags";

/** API Gateway developer guide, "Permissions for logging" of HTTP APIs. */
const LOG_DELIVERY =
  "CreateLogDelivery DeleteLogDelivery GetLogDelivery ListLogDeliveries UpdateLogDelivery";

/** Route 53 is asked in this region. */
const GLOBAL = { "aws:RequestedRegion": "us-east-1" };

const LOAD_BALANCER_READS =
  "DescribeCapacityReservation DescribeLoadBalancerAttributes DescribeLoadBalancers DescribeTags";

/** What runs, what starts it, and what leads to it. */
export const RUNTIME_TYPES: Readonly<Record<string, Line>> = {
  "aws:apigatewayv2/api:Api": ({ on, region }) => [
    on(`arn:aws:apigateway:${region}::/apis`, "POST"),
    on(`arn:aws:apigateway:${region}::/apis/a1`, "DELETE PATCH", "GET"),
    on(`arn:aws:apigateway:${region}::/tags/arn`, "DELETE POST PUT", "GET"),
  ],
  "aws:apigatewayv2/integration:Integration": apiPart("integrations"),
  "aws:apigatewayv2/route:Route": apiPart("routes"),
  "aws:apigatewayv2/stage:Stage": (speaker) => [
    ...apiPart("stages")(speaker),
    speaker.any("logs", LOG_DELIVERY),
  ],
  "aws:appautoscaling/policy:Policy": ({ any, at }) => [
    at("application-autoscaling", "scalable-target/0ec5", "DeleteScalingPolicy PutScalingPolicy"),
    any("application-autoscaling", "", "DescribeScalingPolicies"),
  ],
  "aws:appautoscaling/scheduledAction:ScheduledAction": ({ any, at }) => [
    at(
      "application-autoscaling",
      "scalable-target/0ec5",
      "DeleteScheduledAction PutScheduledAction",
    ),
    any("application-autoscaling", "", "DescribeScheduledActions"),
  ],
  "aws:appautoscaling/target:Target": ({ any, at, inputs, serviceRole }) => [
    // The alarms of a target's policies (Application Auto Scaling user guide, "Permissions required").
    at(
      "cloudwatch",
      `alarm:TargetTracking-${inputs.resourceId}-AlarmHigh-1`,
      "DeleteAlarms PutMetricAlarm",
      "DescribeAlarms",
    ),
    at(
      "application-autoscaling",
      "scalable-target/0ec5",
      `DeregisterScalableTarget RegisterScalableTarget ${TAG}`,
      "ListTagsForResource",
    ),
    any("application-autoscaling", "", "DescribeScalableTargets"),
    serviceRole("ecs.application-autoscaling"),
  ],
  "aws:cloudwatch/eventRule:EventRule": ({ at, inputs }) => [
    at(
      "events",
      `rule/${inputs.name}`,
      `DeleteRule PutRule ${TAG}`,
      "DescribeRule ListTagsForResource",
    ),
  ],
  "aws:cloudwatch/eventTarget:EventTarget": ({ at, inputs, passes }) => [
    at("events", `rule/${inputs.rule}`, "PutTargets RemoveTargets", "ListTargetsByRule"),
    passes("events", inputs.roleArn),
  ],
  "aws:codedeploy/application:Application": ({ at, inputs }) => [
    at(
      "codedeploy",
      `application:${inputs.name}`,
      `CreateApplication DeleteApplication ${TAG}`,
      "GetApplication ListTagsForResource",
    ),
  ],
  "aws:codedeploy/deploymentConfig:DeploymentConfig": ({ at, inputs }) => [
    at(
      "codedeploy",
      `deploymentconfig:${inputs.deploymentConfigName}`,
      "CreateDeploymentConfig DeleteDeploymentConfig",
      "GetDeploymentConfig",
    ),
  ],
  "aws:codedeploy/deploymentGroup:DeploymentGroup": ({ at, inputs, passes }) => [
    passes("codedeploy", inputs.serviceRoleArn),
    at(
      "codedeploy",
      `deploymentgroup:${inputs.appName}/${inputs.deploymentGroupName}`,
      `CreateDeploymentGroup DeleteDeploymentGroup UpdateDeploymentGroup ${TAG}`,
      "GetDeploymentGroup ListTagsForResource",
    ),
  ],
  "aws:ecs/cluster:Cluster": ({ at, inputs, serviceRole }) => [
    at(
      "ecs",
      `cluster/${inputs.name}`,
      `CreateCluster DeleteCluster UpdateCluster UpdateClusterSettings ${TAG}`,
      "DescribeClusters ListTagsForResource",
    ),
    serviceRole("ecs"),
  ],
  "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders": ({ at, inputs }) => [
    at("ecs", `cluster/${inputs.clusterName}`, "PutClusterCapacityProviders", "DescribeClusters"),
  ],
  "aws:ecs/service:Service": ({ at, inputs, passes }) => [
    passes(
      "ecs",
      ...[inputs.loadBalancers ?? []]
        .flat()
        .map(({ advancedConfiguration }) => advancedConfiguration?.roleArn),
    ),
    at("ecs", `service-deployment/nc-core/${inputs.name}/1`, "", "DescribeServiceDeployments"),
    at(
      "ecs",
      `service/nc-core/${inputs.name}`,
      `CreateService DeleteService UpdateService ${TAG}`,
      "DescribeServices ListServiceDeployments ListTagsForResource",
    ),
  ],
  "aws:ecs/taskDefinition:TaskDefinition": ({ any, at, inputs, on, passes }) => [
    at(
      "ecs",
      `task-definition/${inputs.family}:1`,
      `RegisterTaskDefinition ${TAG}`,
      "ListTagsForResource",
    ),
    passes("ecs-tasks", inputs.executionRoleArn, inputs.taskRoleArn),
    on(inputs.executionRoleArn, "", "GetRole"),
    any("ecs", "DeregisterTaskDefinition", "DescribeTaskDefinition"),
  ],
  "aws:lb/listener:Listener": ({ any, inputs, on }) => [
    any("elasticloadbalancing", "", "DescribeListenerAttributes DescribeListeners DescribeTags"),
    on(inputs.loadBalancerArn, "CreateListener", ""),
    on(
      `${String(inputs.loadBalancerArn).replace(":loadbalancer/", ":listener/")}/1`,
      `DeleteListener ModifyListener ModifyListenerAttributes ${BALANCER_TAGS}`,
    ),
  ],
  "aws:lb/listenerRule:ListenerRule": ({ any, inputs, on }) => [
    on(inputs.listenerArn, "CreateRule"),
    on(
      `${String(inputs.listenerArn).replace(":listener/", ":listener-rule/")}/1`,
      `DeleteRule ModifyRule SetRulePriorities ${BALANCER_TAGS}`,
    ),
    any("elasticloadbalancing", "", "DescribeRules DescribeTags"),
  ],
  "aws:lb/loadBalancer:LoadBalancer": ({ any, at, inputs, serviceRole }) => [
    at(
      "elasticloadbalancing",
      `loadbalancer/app/${inputs.name}/1`,
      "CreateLoadBalancer DeleteLoadBalancer ModifyLoadBalancerAttributes SetIpAddressType " +
        `SetSecurityGroups SetSubnets ${BALANCER_TAGS}`,
    ),
    any("elasticloadbalancing", "", LOAD_BALANCER_READS),
    any("ec2", "", "DescribeAccountAttributes DescribeSecurityGroups DescribeSubnets DescribeVpcs"),
    at("ec2", "vpc/vpc-1", "", "GetSecurityGroupsForVpc"),
    serviceRole("elasticloadbalancing"),
  ],
  "aws:lb/targetGroup:TargetGroup": ({ any, at, inputs }) => [
    at(
      "elasticloadbalancing",
      `targetgroup/${inputs.name}/1`,
      "CreateTargetGroup DeleteTargetGroup ModifyTargetGroup ModifyTargetGroupAttributes " +
        BALANCER_TAGS,
    ),
    any("elasticloadbalancing", "", "DescribeTags DescribeTargetGroupAttributes"),
    any("elasticloadbalancing", "", "DescribeTargetGroups"),
    any("ec2", "", "DescribeVpcs"),
  ],
  "aws:route53/record:Record": ({ inputs, on }) => [
    on(
      `arn:aws:route53:::hostedzone/${inputs.zoneId}`,
      "ChangeResourceRecordSets",
      "GetHostedZone ListResourceRecordSets",
      GLOBAL,
    ),
    on("arn:aws:route53:::change/C1", "GetChange", "", GLOBAL),
  ],
  "aws:scheduler/schedule:Schedule": ({ at, inputs, key, passes }) => [
    key("messaging", "scheduler", "Decrypt DescribeKey GenerateDataKey"),
    passes("scheduler", inputs.target.roleArn),
    at(
      "scheduler",
      `schedule/${inputs.groupName}/${inputs.name}`,
      "CreateSchedule DeleteSchedule UpdateSchedule",
      "GetSchedule",
    ),
  ],
  "aws:scheduler/scheduleGroup:ScheduleGroup": ({ at, inputs }) => [
    // A group is deleted with its schedules.
    at("scheduler", `schedule/${inputs.name}/any`, "DeleteSchedule"),
    at(
      "scheduler",
      `schedule-group/${inputs.name}`,
      `CreateScheduleGroup DeleteScheduleGroup ${TAG}`,
      "GetScheduleGroup ListTagsForResource",
    ),
  ],
};

/** A part of an HTTP API, which is made below it. */
function apiPart(parts: string) {
  return ({ on, region }: Speaker) => [
    on(`arn:aws:apigateway:${region}::/apis/a1/${parts}`, "POST"),
    on(`arn:aws:apigateway:${region}::/apis/a1/${parts}/1`, "DELETE PATCH", "GET"),
  ];
}
