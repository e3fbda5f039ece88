import { z } from "zod";
import { arn, codeDeploy, fields, hooks, lambda, running, scaling, task, text } from "./fields";

const service = {
  ...fields,
  ...running,
  ...task,
  kind: z.literal("service"),
  /** ECS service, by name. */
  serviceName: text,
  /** Port of the container that the load balancer reaches. */
  containerPort: z.int().min(1).max(65_535),
  /**
   * Path of the load balancer's health checks, which a release sets on the target group without traffic
   * before its tasks are in it (Elastic Load Balancing API, ModifyTargetGroup).
   */
  healthCheckPath: text,
  /** The two between which traffic moves. */
  targetGroupArns: z.strictObject({ blue: arn, green: arn }),
  /** The rules that lead to them: of callers, and of tests before callers. */
  listenerRuleArns: z.strictObject({ production: arn, test: arn }),
  /** Port of the load balancer's test listener. */
  testPort: z.int().min(1).max(65_535),
  scaling,
} as const;

/** What a release of a service needs to know; `rollout` says who moves its traffic. */
export const serviceContract = z.discriminatedUnion("rollout", [
  z.strictObject({ ...service, rollout: z.literal("codedeploy"), codeDeploy, hooks }),
  z.strictObject({ ...service, rollout: z.literal("ecs-native") }),
]);

/** What a release of a function needs to know. */
export const functionContract = z.strictObject({
  ...fields,
  ...running,
  ...lambda,
  kind: z.literal("function"),
  codeDeploy,
  hooks,
  /** Host name of its HTTP API. @default - it answers no HTTP */
  host: text.optional(),
  /** URL of the SQS queue that it consumes. @default - it consumes none */
  queueUrl: text.optional(),
});

const job = {
  ...fields,
  ...running,
  kind: z.literal("job"),
  /** EventBridge Scheduler's schedule (Scheduler API, UpdateSchedule). */
  schedule: z.strictObject({ name: text, groupName: text, roleArn: arn }),
  /** URL of the SQS queue of starts that failed. */
  deadLetterQueueUrl: text,
} as const;

/** What a release of a job needs to know; `runsAs` says what a run is. */
export const jobContract = z.discriminatedUnion("runsAs", [
  z.strictObject({
    ...job,
    ...task,
    runsAs: z.literal("task"),
    /** Group of the scheduled tasks, which those that a release starts do not have (ECS API, RunTask). */
    group: text,
  }),
  z.strictObject({
    ...job,
    ...lambda,
    runsAs: z.literal("function"),
    /** URL of the SQS queue of events that failed. */
    failedEventsQueueUrl: text,
  }),
]);

/** What a release of a worker needs to know: it drains the queue before it switches (CI/CL-002 §7.3). */
export const workerContract = z.strictObject({
  ...fields,
  ...running,
  ...task,
  kind: z.literal("worker"),
  /** ECS service, by name. */
  serviceName: text,
  /** URL of the SQS queue. */
  queueUrl: text,
  /** URL of the queue of messages that failed too often. */
  deadLetterQueueUrl: text,
  /**
   * The parameter that opens and closes the intake, with all that each PutParameter has to repeat
   * besides the value: SSM takes its own key where none is named.
   */
  intake: z.strictObject({
    name: text,
    description: text,
    type: z.literal("SecureString"),
    keyId: text,
    tier: z.literal("Standard"),
    allowedPattern: text,
  }),
  drain: z.strictObject({
    /** Seconds after which every task has noticed that the intake is closed. */
    noticedSeconds: z.int().positive(),
    /** Longest that one message is worked on, in seconds. */
    longestJobSeconds: z.int().positive(),
  }),
  scaling,
});

/** What a release of a Terraform stack needs to know (CI/CL-002 §6). */
export const terraformContract = z.strictObject({
  ...fields,
  kind: z.literal("terraform"),
  /** Folder of the stack in its repository. */
  directory: text,
  /** Configuration of Terraform's S3 backend, argument by argument. */
  backend: z.strictObject({
    bucket: text,
    key: text,
    region: text,
    /** Both locks of the backend: the table, and a file next to the state. */
    dynamodb_table: text,
    use_lockfile: z.literal(true),
    encrypt: z.literal(true),
    /**
     * ARN of the key that the bucket's policy asks for. Without it, Terraform would ask for S3's own key, `AES256`,
     * and be refused (Terraform 1.11, internal/backend/remote-state/s3/client.go).
     */
    kms_key_id: text,
    workspace_key_prefix: text,
  }),
  /** Ids of the security groups for its databases to be in, by name. @default - it owns no database */
  databaseSecurityGroupIds: z.record(text, text).optional(),
});
