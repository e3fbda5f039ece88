import { type OrderRule, type Plan, texts } from "./rule";

const SERVICE = "aws:ecs/service:Service";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const ROTATION = "aws:secretsmanager/secretRotation:SecretRotation";
const STAGE = "aws:apigatewayv2/stage:Stage";
const PERMISSION = "aws:lambda/permission:Permission";

const alarmsNamed = (plan: Plan, names: readonly string[]) =>
  [...plan.of(ALARM), ...plan.of(COMPOSITE)].filter(({ inputs }) =>
    names.includes(String(inputs.name ?? inputs.alarmName)),
  );

/** What is created first around what runs, and around what watches over it. */
export const RUNTIME: readonly OrderRule[] = [
  {
    type: "aws:lb/loadBalancer:LoadBalancer",
    after: "the policy of its log bucket",
    first: ({ inputs }, plan) =>
      texts(inputs, "accessLogs.bucket").flatMap((bucket) =>
        plan.of("aws:s3/bucketPolicy:BucketPolicy", "bucket", bucket),
      ),
    pairs: 1,
    source:
      "ELB guide, Enable access logs: ELB writes ELBAccessLogTestFile at once, else Access Denied for bucket",
  },
  {
    type: SERVICE,
    after: "every listener rule that leads to its target group",
    first: ({ inputs }, plan) =>
      texts(inputs, "loadBalancers.*.targetGroupArn").flatMap((arn) =>
        plan
          .of("aws:lb/listenerRule:ListenerRule")
          .filter((rule) =>
            texts(rule.inputs, "actions.*.forward.targetGroups.*.arn").includes(arn),
          ),
      ),
    pairs: 4,
    source:
      "ECS API, CreateService: InvalidParameterException, the target group does not have an associated load balancer",
  },
  {
    type: "aws:appautoscaling/target:Target",
    after: "the service that it scales",
    first: ({ inputs }, plan) =>
      plan.of(SERVICE, "name", String(inputs.resourceId).split("/").at(-1)),
    pairs: 3,
    source: "Application Auto Scaling API, RegisterScalableTarget: ECS service doesn't exist",
  },
  {
    type: "aws:ecs/cluster:Cluster",
    after: "the log group of Container Insights",
    first: (_, plan) =>
      plan.of(LOG_GROUP, "name", "/aws/ecs/containerinsights/nc-core/performance"),
    pairs: 1,
    source:
      "Container Insights makes the group if it is missing; CreateLogGroup then fails with ResourceAlreadyExistsException",
  },
  {
    type: "aws:lambda/function:Function",
    after: "its log group",
    first: ({ inputs }, plan) =>
      texts(inputs, "loggingConfig.logGroup").flatMap((name) => plan.of(LOG_GROUP, "name", name)),
    pairs: 9,
    source: "Lambda guide, Log groups: Lambda makes a group that is missing, and it never expires",
  },
  {
    type: "aws:ecs/taskDefinition:TaskDefinition",
    after: "the log groups of its containers",
    first: ({ inputs }, plan) =>
      plan
        .of(LOG_GROUP)
        .filter(({ inputs: { name } }) =>
          String(inputs.containerDefinitions).includes(`"awslogs-group":"${name}"`),
        ),
    pairs: 4,
    source: "ECS guide, awslogs: a task fails to start where its log group does not exist",
  },
  {
    type: "aws:ec2/flowLog:FlowLog",
    after: "its log group",
    first: ({ inputs }, plan) =>
      plan.of(LOG_GROUP, "name", String(inputs.logDestination).split(":log-group:")[1]),
    pairs: 1,
    source: "VPC guide, Publish flow logs to CloudWatch Logs: the destination has to exist",
  },
  {
    type: "aws:synthetics/canary:Canary",
    after: "its script",
    first: ({ inputs }, plan) =>
      plan.of("aws:s3/bucketObjectv2:BucketObjectv2", "key", inputs.s3Key),
    pairs: 4,
    source: "Synthetics API, CreateCanary: Code names an object that exists",
  },
  {
    type: LOG_GROUP,
    after: "the key for logs, whose policy is a part of it",
    first: ({ inputs }, plan) =>
      inputs.kmsKeyId === undefined
        ? []
        : plan
            .of("aws:kms/key:Key")
            .filter((key) => /"logs\.[\w-]+\.amazonaws\.com"/.test(String(key.inputs.policy))),
    pairs: 23,
    source: "CloudWatch Logs guide, Encrypt log data: the key's policy has to allow Logs first",
  },
  {
    type: "aws:codedeploy/deploymentGroup:DeploymentGroup",
    after: "its alarms",
    first: ({ inputs }, plan) => alarmsNamed(plan, texts(inputs, "alarmConfiguration.alarms.*")),
    pairs: 13,
    source: "CodeDeploy guide, Monitor deployments with alarms: an alarm is created, then added",
  },
  {
    type: SERVICE,
    after: "its alarms",
    first: ({ inputs }, plan) => alarmsNamed(plan, texts(inputs, "alarms.alarmNames.*")),
    pairs: 7,
    source: "ECS guide, Deployment alarms: an alarm that is missing fails the deployment",
  },
  {
    type: COMPOSITE,
    after: "the alarms of its rule",
    first: ({ inputs }, plan) =>
      alarmsNamed(
        plan,
        [...String(inputs.alarmRule).matchAll(/ALARM\("([^"]+)"\)/g)].map(([, name = ""]) => name),
      ),
    pairs: 73,
    source: "CloudWatch API, PutCompositeAlarm: the alarms in the alarm rule do not exist",
  },
  {
    type: "aws:apigatewayv2/integration:Integration",
    after: "the permission to call its function",
    first: ({ inputs }, plan) =>
      plan
        .of(PERMISSION, "principal", "apigateway.amazonaws.com")
        .filter(({ inputs: { function: name } }) =>
          String(inputs.integrationUri).includes(`${name}`),
        ),
    pairs: 2,
    source: "API Gateway guide: without it, a request is answered with status 500",
  },
  {
    type: STAGE,
    after: "the routes of its API",
    first: ({ inputs }, plan) => plan.of("aws:apigatewayv2/route:Route", "apiId", inputs.apiId),
    pairs: 8,
    source: "API Gateway v2 API, CreateDeployment: at least one route is required",
  },
  {
    type: STAGE,
    after: "the resource policy of its log group",
    first: ({ inputs }, plan) =>
      texts(inputs, "accessLogSettings.destinationArn").flatMap((arn) =>
        plan.of("aws:cloudwatch/logResourcePolicy:LogResourcePolicy", "resourceArn", arn),
      ),
    pairs: 2,
    source: "API Gateway guide, HTTP API logging: Insufficient permissions to enable logging",
  },
  {
    type: ROTATION,
    after: "the permission to call its function",
    first: ({ inputs }, plan) => plan.of(PERMISSION, "sourceArn", inputs.secretId),
    pairs: 1,
    source:
      "Secrets Manager API, RotateSecret: AccessDeniedException where it may not invoke the function",
  },
  {
    type: ROTATION,
    after: "the policy with which its function rotates",
    first: (_, plan) => plan.of("aws:iam/rolePolicy:RolePolicy", "name", "nc-clock-prod-rotation"),
    pairs: 1,
    source: "Secrets Manager guide, Rotation function execution role: a rotation without it fails",
  },
  {
    type: PERMISSION,
    after: "the alias that it names",
    first: ({ inputs }, plan) =>
      plan
        .of("aws:lambda/alias:Alias", "functionName", inputs.function)
        .filter((alias) => alias.inputs.name === inputs.qualifier),
    pairs: 13,
    source: "Lambda API, AddPermission: ResourceNotFoundException",
  },
  {
    type: "aws:lambda/eventSourceMapping:EventSourceMapping",
    after: "the redrive policy of its queue",
    first: ({ inputs }, plan) =>
      plan
        .of("aws:sqs/redrivePolicy:RedrivePolicy")
        .filter(({ inputs: { queueUrl } }) =>
          String(queueUrl).endsWith(`/${String(inputs.eventSourceArn).split(":").at(-1)}`),
        ),
    pairs: 1,
    source: "A message that fails before is tried again until its retention ends",
  },
  {
    type: "aws:cloudwatch/eventTarget:EventTarget",
    after: "the policy of its topic",
    first: ({ inputs }, plan) => plan.of("aws:sns/topicPolicy:TopicPolicy", "arn", inputs.arn),
    pairs: 2,
    source: "EventBridge guide, Using resource-based policies: an event without permission is lost",
  },
];
