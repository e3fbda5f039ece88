/** What AWS takes as the name of one type of resource. */
export interface Limit {
  /** The input that carries the name. */
  readonly property: string;
  /** Longest name, in characters. */
  readonly max: number;
  /** Characters that a name may hold; every one of ours has only `a-z0-9-`. */
  readonly pattern: RegExp;
}

const WORD = /^[A-Za-z0-9_-]+$/;
const IAM = /^[\w+=,.@-]+$/;
const DOTTED = /^[A-Za-z0-9._-]+$/;

/**
 * Every type of resource that the program names, by Pulumi type token. A type that has a name
 * and is not here cannot be named: {@link physicalName} does not compile for it.
 *
 * Source of the numbers: the AWS API reference of each service (Create* operation, name field).
 */
export const LIMITS = {
  "aws:appautoscaling/policy:Policy": { property: "name", max: 256, pattern: DOTTED },
  // 256 characters but `:` and `/` (Application Auto Scaling API, PutScheduledAction).
  "aws:appautoscaling/scheduledAction:ScheduledAction": {
    property: "name",
    max: 256,
    pattern: DOTTED,
  },
  "aws:appconfig/application:Application": { property: "name", max: 64, pattern: DOTTED },
  "aws:appconfig/configurationProfile:ConfigurationProfile": {
    property: "name",
    max: 128,
    pattern: DOTTED,
  },
  "aws:appconfig/deploymentStrategy:DeploymentStrategy": {
    property: "name",
    max: 64,
    pattern: DOTTED,
  },
  "aws:appconfig/environment:Environment": { property: "name", max: 64, pattern: DOTTED },
  "aws:apigatewayv2/api:Api": { property: "name", max: 128, pattern: WORD },
  "aws:apigatewayv2/stage:Stage": { property: "name", max: 128, pattern: /^(\$default|[\w-]+)$/ },
  "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration": {
    property: "configurationName",
    max: 128,
    pattern: WORD,
  },
  "aws:chatbot/teamsChannelConfiguration:TeamsChannelConfiguration": {
    property: "configurationName",
    max: 128,
    pattern: WORD,
  },
  "aws:cloudtrail/trail:Trail": {
    property: "name",
    max: 128,
    pattern: /^[A-Za-z0-9][\w.-]+[A-Za-z0-9]$/,
  },
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": {
    property: "alarmName",
    max: 255,
    pattern: DOTTED,
  },
  "aws:cloudwatch/dashboard:Dashboard": { property: "dashboardName", max: 255, pattern: WORD },
  "aws:cloudwatch/eventRule:EventRule": { property: "name", max: 64, pattern: DOTTED },
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": {
    property: "name",
    max: 512,
    pattern: /^[^:*]+$/,
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": { property: "name", max: 255, pattern: DOTTED },
  "aws:codeartifact/domain:Domain": {
    property: "domain",
    max: 50,
    pattern: /^[a-z][a-z0-9-]{0,48}[a-z0-9]$/,
  },
  "aws:codeartifact/repository:Repository": {
    property: "repository",
    max: 100,
    pattern: /^[A-Za-z0-9][\w.-]{1,99}$/,
  },
  "aws:codedeploy/application:Application": { property: "name", max: 100, pattern: IAM },
  "aws:codedeploy/deploymentConfig:DeploymentConfig": {
    property: "deploymentConfigName",
    max: 100,
    pattern: IAM,
  },
  "aws:codedeploy/deploymentGroup:DeploymentGroup": {
    property: "deploymentGroupName",
    max: 100,
    pattern: IAM,
  },
  "aws:dynamodb/table:Table": { property: "name", max: 255, pattern: /^[\w.-]{3,}$/ },
  "aws:ec2/securityGroup:SecurityGroup": {
    property: "name",
    max: 255,
    pattern: /^(?!sg-)[A-Za-z0-9._-]+$/,
  },
  "aws:ecr/repository:Repository": {
    property: "name",
    max: 256,
    pattern: /^[a-z0-9]+([._/-][a-z0-9]+)*$/,
  },
  "aws:ecs/cluster:Cluster": { property: "name", max: 255, pattern: WORD },
  "aws:ecs/service:Service": { property: "name", max: 255, pattern: WORD },
  "aws:ecs/taskDefinition:TaskDefinition": { property: "family", max: 255, pattern: WORD },
  "aws:iam/policy:Policy": { property: "name", max: 128, pattern: IAM },
  "aws:iam/role:Role": { property: "name", max: 64, pattern: IAM },
  "aws:iam/rolePolicy:RolePolicy": { property: "name", max: 128, pattern: IAM },
  "aws:lambda/function:Function": { property: "name", max: 64, pattern: WORD },
  "aws:lb/loadBalancer:LoadBalancer": {
    property: "name",
    max: 32,
    pattern: /^(?!internal-)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$/,
  },
  "aws:lb/targetGroup:TargetGroup": {
    property: "name",
    max: 32,
    pattern: /^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$/,
  },
  "aws:s3/bucket:Bucket": {
    property: "bucket",
    max: 63,
    pattern: /^(?!xn--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
  },
  "aws:scheduler/schedule:Schedule": { property: "name", max: 64, pattern: DOTTED },
  "aws:scheduler/scheduleGroup:ScheduleGroup": { property: "name", max: 64, pattern: DOTTED },
  "aws:sns/topic:Topic": { property: "name", max: 256, pattern: WORD },
  "aws:sqs/queue:Queue": { property: "name", max: 80, pattern: /^[A-Za-z0-9_-]+(\.fifo)?$/ },
  "aws:synthetics/canary:Canary": { property: "name", max: 255, pattern: /^[0-9a-z_-]+$/ },
} as const satisfies Record<string, Limit>;

/** A type of resource that has a physical name of the form `nc-<svc>-<env>-<component>`. */
export type NamedType = keyof typeof LIMITS;
