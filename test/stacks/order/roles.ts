import { type OrderRule, texts } from "./rule";

/** A resource whose service assumes a role as soon as the resource is created, or tries it out. */
const withRole = (type: string, path: string, pairs: number, source: string): OrderRule => ({
  type,
  after: "the policy of its role",
  first: ({ inputs }, plan) =>
    [...new Set(texts(inputs, path))].flatMap((arn) => plan.policyOf(arn)),
  pairs,
  source,
});

/** What is created first around roles. */
export const ROLES: readonly OrderRule[] = [
  withRole(
    "aws:ec2/flowLog:FlowLog",
    "iamRoleArn",
    1,
    "VPC guide, Troubleshoot flow logs: status Access error where the role lacks permissions",
  ),
  withRole(
    "aws:synthetics/canary:Canary",
    "executionRoleArn",
    4,
    "Synthetics guide, Required roles: the canary starts at once, and stores its result with the role",
  ),
  withRole(
    "aws:codedeploy/deploymentGroup:DeploymentGroup",
    "serviceRoleArn",
    3,
    "CodeDeploy API, CreateDeploymentGroup: InvalidRoleException where the role lacks permissions",
  ),
  withRole(
    "aws:scheduler/schedule:Schedule",
    "target.roleArn",
    2,
    "EventBridge Scheduler guide: a start without permission goes to the dead-letter queue",
  ),
  withRole(
    "aws:appconfig/environment:Environment",
    "monitors.*.alarmRoleArn",
    3,
    "AppConfig guide, Permissions for automatic rollback: AppConfig reads the alarms with the role",
  ),
  withRole(
    "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
    "role",
    1,
    "S3 guide, Setting up permissions for live replication: an object without permission is FAILED",
  ),
  withRole(
    "aws:ecs/service:Service",
    "loadBalancers.*.advancedConfiguration.roleArn",
    1,
    "ECS guide, Infrastructure role for load balancers: ECS registers targets with the role",
  ),
  withRole(
    "aws:lambda/function:Function",
    "role",
    9,
    "Lambda API, CreateFunction: the role must have permission to create network interfaces",
  ),
  {
    type: "aws:lambda/eventSourceMapping:EventSourceMapping",
    after: "the policy of its function's role",
    first: ({ inputs }, plan) =>
      plan
        .functionOf(String(inputs.functionName))
        .flatMap((each) => plan.policyOf(String(each.inputs.role))),
    pairs: 1,
    source:
      "Lambda API, CreateEventSourceMapping: the role does not have permissions to call ReceiveMessage on SQS",
  },
  {
    type: "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
    after: "the policy of its function's role",
    first: ({ inputs }, plan) =>
      plan
        .functionOf(String(inputs.functionName))
        .flatMap((each) => plan.policyOf(String(each.inputs.role))),
    pairs: 10,
    source:
      "Lambda API, PutFunctionEventInvokeConfig: the role does not have permissions to call SendMessage on SQS",
  },
  {
    type: "aws:iam/rolePolicy:RolePolicy",
    after: "its role",
    first: ({ inputs }, plan) => plan.of("aws:iam/role:Role", "name", inputs.role),
    pairs: 52,
    source: "IAM API, PutRolePolicy: NoSuchEntity",
  },
  {
    type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    after: "its role and its policy",
    first: ({ inputs }, plan) => [
      ...plan.of("aws:iam/role:Role", "name", inputs.role),
      ...plan
        .of("aws:iam/policy:Policy")
        .filter(({ inputs: { name } }) => String(inputs.policyArn).endsWith(`:policy/${name}`)),
    ],
    pairs: 14,
    source: "IAM API, AttachRolePolicy: NoSuchEntity",
  },
  {
    type: "aws:iam/role:Role",
    after: "the permissions boundary",
    first: (_, plan) => plan.of("aws:iam/policy:Policy", "name", "nc-platform-prod-boundary"),
    pairs: 48,
    source: "IAM API, CreateRole: NoSuchEntity, the scope ARN does not exist or is not attachable",
  },
];
