import { hasFlags } from "../../../infra/catalog/flags";
import type { Catalog, Workload } from "../../../infra/catalog/workload";
import { calls, keyCalls, type Location, named, regional } from "./asks";
import { linkCalls } from "./link-calls";
import type { Expected } from "./mutants";
import { PLATFORM_FUNCTION_ASKS } from "./platform-functions";
import type { Role } from "./roles";
import {
  consumes,
  flags,
  hooks,
  intake,
  invokes,
  logs,
  NETWORK,
  parameters,
  protection,
  pull,
  resourcesIn,
  rotates,
  runs,
  secrets,
  shiftsAlias,
  shiftsTasks,
} from "./runtime-calls";

/**
 * What the services and the code that assume a role ask of AWS, by the last part of the role's name.
 * Each line is from the page of the service's guide on that role.
 */
export function runtimeAsks(of: Role, catalog: Catalog): Expected {
  const { name, service, account, environment } = of;
  const component = name.slice(`nc-${service}-${environment}-`.length);
  const at = { service, account, environment };
  const workload = catalog.find((each) => each.name === service);
  const asks = BY_COMPONENT[component];
  if (asks === undefined) throw new Error(`it is not written here what ${name} asks for`);
  return asks(at, { role: of, workload, catalog });
}

interface Context {
  readonly role: Role;
  /** The role's workload. @default - it is the platform's */
  readonly workload?: Workload;
  readonly catalog: Catalog;
}

const BY_COMPONENT: Readonly<Record<string, (at: Location, context: Context) => Expected>> = {
  ...PLATFORM_FUNCTION_ASKS,
  // ECS developer guide, "Amazon ECS task execution IAM role".
  execution: (at, { workload }) => ({
    allowed: [
      ...calls("ecr", "*", "GetAuthorizationToken"),
      ...pull(at, named(at, "image")),
      ...(workload && hasFlags(workload)
        ? pull(at, `nc-platform-${at.environment}-appconfig-agent`)
        : []),
      ...logs(at, "tasks"),
      ...secrets(at, workload, "GetSecretValue"),
      ...parameters(at, workload, "GetParameters"),
    ],
  }),
  task: (at, { role, workload, catalog }) => ({
    allowed: [
      ...linkCalls(at, role, workload, catalog),
      ...(workload?.kind === "worker" ? [...consumes(at), ...intake(at), ...protection(at)] : []),
      ...(workload && hasFlags(workload) ? flags(at, role) : []),
    ],
  }),
  // Lambda developer guide, "Defining Lambda function permissions with an execution role".
  function: (at, { role, workload, catalog }) => ({
    allowed: [
      ...logs(at, "function"),
      ...calls("xray", "*", "PutTelemetryRecords PutTraceSegments"),
      ...secrets(at, workload, "GetSecretValue"),
      ...parameters(at, workload, "GetParameter GetParameters"),
      ...calls("sqs", regional(at, "sqs", named(at, "failed-events")), "SendMessage"),
      ...keyCalls(at, "messaging", "sqs", "Decrypt GenerateDataKey"),
      ...NETWORK,
      ...(workload && "consumes" in workload && workload.consumes ? consumes(at) : []),
      ...(workload && hasFlags(workload) ? flags(at, role) : []),
      ...catalog.flatMap((each) => rotates(at, each)),
      ...linkCalls(at, role, workload, catalog),
    ],
    // Lambda makes the interfaces; the code that runs in the function does not.
    denied: NETWORK.map((ask) => ({
      ...ask,
      with: {
        "lambda:SourceFunctionArn": regional(at, "lambda", `function:${named(at, "function")}`),
      },
    })),
  }),
  // CodeDeploy user guide, "Create a service role for CodeDeploy"; AWSCodeDeployRoleForECS and
  // AWSCodeDeployRoleForLambda name the actions.
  "code-deploy": (at, { workload }) => ({
    allowed: [
      ...calls("cloudwatch", "*", "DescribeAlarms"),
      ...hooks(at),
      ...(workload?.kind === "function" ? shiftsAlias(at) : shiftsTasks(at)),
    ],
  }),
  // CloudTrail user guide, "Role policy document for CloudTrail to use CloudWatch Logs for monitoring".
  "audit-trail": (at) => ({
    allowed: calls(
      "logs",
      regional(
        at,
        "logs",
        `log-group:/nc/${at.environment}/platform/logs/audit-trail:log-stream:${at.account}_CloudTrail_ca-central-1`,
      ),
      "CreateLogStream PutLogEvents",
    ),
  }),
  // EventBridge user guide, "Event bus permissions", and "Amazon EventBridge targets": OpsItems.
  "break-glass-review": () => ({ allowed: calls("ssm", "*", "CreateOpsItem") }),
  "break-glass-forward": (at) => ({
    allowed: calls("events", regional(at, "events", "event-bus/default"), "PutEvents"),
  }),
  // EventBridge Scheduler user guide, "Setting up the execution role".
  schedule: (at, { workload }) => ({
    allowed: [
      ...calls("sqs", regional(at, "sqs", named(at, "dead-letters")), "SendMessage"),
      ...keyCalls(at, "messaging", "sqs", "Decrypt GenerateDataKey"),
      ...keyCalls(at, "messaging", "scheduler", "Decrypt", {
        "kms:EncryptionContext:aws:scheduler:schedule:arn": regional(
          at,
          "scheduler",
          `schedule/${named(at, "schedule")}/${named(at, "schedule")}`,
        ),
      }),
      ...(workload?.kind === "job" && workload.runs.as === "task" ? runs(at) : invokes(at)),
    ],
  }),
  // CloudWatch user guide, "Required roles and permissions for CloudWatch canaries".
  "synthetic-check": (at, { role }) => {
    const bucket = `arn:aws:s3:::nc-platform-${at.environment}-artifacts-${at.account}`;
    const fn = `cwsyn-${named(at, "synthetic-check").slice(0, 21)}-11111111-2222-4333-8444-555555555555`;
    return {
      allowed: [
        ...calls("s3", `${bucket}/_synthetic/${at.service}/canary/1.json`, "PutObject"),
        ...calls("s3", bucket, "GetBucketLocation"),
        ...calls("s3", "*", "ListAllMyBuckets"),
        ...calls("cloudwatch", "*", "PutMetricData", {
          "cloudwatch:namespace": "CloudWatchSynthetics",
        }),
        ...calls(
          "logs",
          regional(at, "logs", `log-group:/aws/lambda/${fn}:log-stream:1`),
          "CreateLogStream PutLogEvents",
        ),
        ...resourcesIn(role, /:key\//).flatMap((key) =>
          calls("kms", key, "Decrypt GenerateDataKey", {
            "kms:ViaService": "s3.ca-central-1.amazonaws.com",
          }),
        ),
        ...resourcesIn(role, /:execute-api:/).flatMap((each) =>
          calls("execute-api", each, "Invoke"),
        ),
      ],
    };
  },
  // AppConfig user guide, "Creating an IAM role for rollback based on CloudWatch alarms".
  "flag-alarms": () => ({ allowed: calls("cloudwatch", "*", "DescribeAlarms") }),
  // VPC user guide, "IAM role for publishing flow logs to CloudWatch Logs".
  "vpc-flow": (at) => {
    const group = `log-group:/nc/${at.environment}/platform/logs/vpc-flow`;
    return {
      allowed: [
        ...calls(
          "logs",
          regional(at, "logs", `${group}:log-stream:1`),
          "CreateLogStream PutLogEvents",
        ),
        ...calls("logs", regional(at, "logs", group), "DescribeLogStreams"),
        ...calls("logs", "*", "DescribeLogGroups"),
      ],
    };
  },
  // ECS developer guide, "Amazon ECS infrastructure IAM role for load balancers", and hooks.
  rollout: (at, { role }) => ({
    allowed: [
      ...calls(
        "elasticloadbalancing",
        "*",
        "DescribeListeners DescribeRules DescribeTargetGroups DescribeTargetHealth",
      ),
      ...resourcesIn(role, /:listener-rule\//).flatMap((rule) =>
        calls("elasticloadbalancing", rule, "ModifyRule"),
      ),
      ...resourcesIn(role, /:targetgroup\//).flatMap((group) =>
        calls("elasticloadbalancing", group, "DeregisterTargets RegisterTargets"),
      ),
      ...hooks(at),
    ],
  }),
  // S3 user guide, "Setting up permissions for live replication" and "Replicating encrypted objects".
  "artifact-replication": (at, { role }) => {
    const bucket = `arn:aws:s3:::nc-platform-${at.environment}-artifacts`;
    const [source, replica] = [`${bucket}-${at.account}`, `${bucket}-dr-${at.account}`];
    // The policy names the source's key first; under mocks a replica has the same ARN.
    const [sourceKey = "", replicaKey = sourceKey] = resourcesIn(role, /:kms:/);
    const through = (region: string, of: string) => ({
      "aws:RequestedRegion": region,
      "kms:ViaService": `s3.${region}.amazonaws.com`,
      "kms:EncryptionContext:aws:s3:arn": of,
    });
    return {
      allowed: [
        ...calls("s3", source, "GetReplicationConfiguration ListBucket"),
        ...calls(
          "s3",
          `${source}/a`,
          "GetObjectVersionAcl GetObjectVersionForReplication GetObjectVersionTagging",
        ),
        ...calls("s3", `${replica}/a`, "ReplicateDelete ReplicateObject ReplicateTags"),
        ...calls("kms", sourceKey, "Decrypt", through("ca-central-1", source)),
        ...calls("kms", replicaKey, "Encrypt GenerateDataKey", through("us-east-1", replica)),
      ],
    };
  },
};
