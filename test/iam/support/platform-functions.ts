import { type Ask, calls, keyCalls, type Location, named, regional } from "./asks";
import type { Expected } from "./mutants";
import { logs, NETWORK } from "./runtime-calls";

/** What the platform's functions ask of AWS, by the last part of the role's name: the calls of `functions/`. */
export const PLATFORM_FUNCTION_ASKS: Readonly<Record<string, (at: Location) => Expected>> = {
  "open-incident": (at) => {
    const service = `nc-checkout-${at.environment}-delivery`;
    return {
      allowed: [
        ...own(at, "open-incident"),
        ...handledOnce(at, "open-incident"),
        ...ledger(at, "PutItem"),
        ...calls("dynamodb", `${table(at, "ledger")}/index/by-time`, "Query"),
        ...calls(
          "codedeploy",
          regional(at, "codedeploy", `deploymentgroup:${service}/${service}`),
          "GetDeployment GetDeploymentGroup",
        ),
        ...["", "/environment/pgil2o7", "/environment/pgil2o7/deployment/7"].flatMap((part) =>
          calls(
            "appconfig",
            regional(at, "appconfig", `application/ba8toh7${part}`),
            "GetDeployment",
          ),
        ),
        ...calls("cloudwatch", "*", "DescribeAlarms"),
        ...calls("ssm", "*", "CreateOpsItem"),
        ...calls("ssm", regional(at, "ssm", "opsitem/oi-1234567890ab"), "UpdateOpsItem"),
        ...calls("sns", regional(at, "sns", named(at, "alerts-page")), "Publish"),
        ...keyCalls(at, "messaging", "sns", "Decrypt GenerateDataKey"),
        ...secret(at, "issues-app"),
      ],
    };
  },
  "close-incident": (at) => {
    const service = `nc-checkout-${at.environment}-delivery`;
    return {
      allowed: [
        ...own(at, "close-incident"),
        ...ledger(at, "PutItem"),
        ...calls("dynamodb", `${table(at, "ledger")}/index/by-time`, "Query"),
        ...calls(
          "codedeploy",
          regional(at, "codedeploy", `deploymentgroup:${service}/${service}`),
          "GetDeployment",
        ),
        ...calls("cloudwatch", "*", "DescribeAlarms"),
        ...calls("ssm", "*", "DescribeOpsItems"),
        ...calls("ssm", regional(at, "ssm", "opsitem/oi-1234567890ab"), "UpdateOpsItem"),
        ...secret(at, "issues-app"),
      ],
    };
  },
  "gate-deployment": (at) => ({
    allowed: [
      ...own(at, "gate-deployment"),
      ...handledOnce(at, "gate-deployment"),
      ...keyCalls(at, "audit", "dynamodb", "Decrypt"),
      ...calls(
        "lambda",
        regional(at, "lambda", `function:${named(at, "gate-deployment")}:live`),
        "InvokeFunction",
      ),
      ...contract(at, "checkout"),
      ...calls(
        "ssm",
        regional(at, "ssm", `document/nc-platform-${at.environment}-freeze`),
        "GetCalendarState",
      ),
      ...calls("ssm", "*", "DescribeOpsItems"),
      ...calls("cloudwatch", "*", "DescribeAlarms GetMetricData"),
      ...["gate-app", "gate-webhook"].flatMap((key) => secret(at, key)),
    ],
  }),
  "publish-kpis": (at) => ({
    allowed: [
      ...own(at, "publish-kpis"),
      ...calls("dynamodb", table(at, "ledger"), "Scan"),
      ...keyCalls(at, "audit", "dynamodb", "Decrypt"),
      ...calls("cloudwatch", "*", "PutMetricData", { "cloudwatch:namespace": "NC/Kpis" }),
    ],
  }),
  "record-shift": (at) => ({
    allowed: [...own(at, "record-shift"), ...hooked(at), ...ledger(at, "PutItem")],
  }),
  "run-migrations": (at) => {
    const env = at.environment;
    const waits = { "dynamodb:LeadingKeys": [`${named(at, "run-migrations")}#waits`] };
    const cluster = { "ecs:cluster": regional(at, "ecs", "cluster/nc-core") };
    const task = regional(at, "ecs", "task/nc-core/abc");
    const passed = { "iam:PassedToService": "ecs-tasks.amazonaws.com" };
    const manifest = `arn:aws:s3:::nc-platform-${env}-artifacts-${at.account}/ingest-worker/manifest/v1.0.0/release.json`;
    return {
      allowed: [
        ...own(at, "run-migrations"),
        ...hooked(at),
        ...calls("dynamodb", `${table(at, "ledger")}/index/by-time`, "Query"),
        ...calls("dynamodb", table(at, "handled-events"), "GetItem UpdateItem", waits),
        ...keyCalls(at, "audit", "dynamodb", "Decrypt"),
        ...contract(at, "ingest-worker"),
        ...calls("s3", manifest, "GetObject"),
        ...keyCalls(at, "artifacts", "s3", "Decrypt"),
        ...calls(
          "ecs",
          regional(at, "ecs", `task-definition/nc-ingest-worker-${env}-task:3`),
          "RunTask",
          cluster,
        ),
        ...calls("ecs", task, "TagResource", {
          "ecs:CreateAction": "RunTask",
          "aws:RequestTag/StartedBy": "run-migrations",
          "aws:TagKeys": ["StartedBy"],
        }),
        ...calls("ecs", task, "DescribeTasks", cluster),
        ...calls("ecs", task, "StopTask", {
          ...cluster,
          "aws:ResourceTag/StartedBy": "run-migrations",
        }),
        ...calls("cloudwatch", "*", "PutMetricData", { "cloudwatch:namespace": "NC/Migrations" }),
        ...["task", "execution"].flatMap((role) =>
          calls(
            "iam",
            `arn:aws:iam::${at.account}:role/nc-ingest-worker-${env}-${role}`,
            "PassRole",
            passed,
          ),
        ),
      ],
    };
  },
  "smoke-test": (at) => {
    const version = `function:nc-api-adapter-${at.environment}-function:7`;
    return {
      allowed: [
        ...own(at, "smoke-test"),
        ...hooked(at),
        ...calls("lambda", regional(at, "lambda", version), "InvokeFunction"),
        ...NETWORK,
      ],
      // Lambda makes the interfaces; the code that runs in the function does not.
      denied: NETWORK.map((ask) => ({
        ...ask,
        with: {
          "lambda:SourceFunctionArn": regional(at, "lambda", `function:${named(at, "smoke-test")}`),
        },
      })),
    };
  },
};

/** What a function asks that a deployment waits for. */
function hooked(at: Location): Ask[] {
  const service = `nc-checkout-${at.environment}-delivery`;
  const revision = `service-revision/nc-core/nc-checkout-${at.environment}-service/1`;
  const group = regional(at, "codedeploy", `deploymentgroup:${service}/${service}`);
  return [
    ...calls("codedeploy", group, "GetDeployment"),
    ...calls(
      "codedeploy",
      "*",
      "BatchGetDeploymentTargets ListDeploymentTargets PutLifecycleEventHookExecutionStatus",
    ),
    ...calls("ecs", regional(at, "ecs", revision), "DescribeServiceRevisions"),
  ];
}

/** What Lambda asks for with the role of each of them: its log, its traces, and the queue of the events that it failed. */
export function own(at: Location, component: string): Ask[] {
  const queue = named(at, `${component}-failed-events`);
  return [
    ...logs(at, component),
    ...calls("xray", "*", "PutTelemetryRecords PutTraceSegments"),
    ...calls("sqs", regional(at, "sqs", queue), "SendMessage"),
    ...keyCalls(at, "messaging", "sqs", "Decrypt GenerateDataKey"),
  ];
}

/** What reads a secret of the platform. */
function secret(at: Location, key: string): Ask[] {
  const path = `secret:/nc/${at.environment}/platform/secret/${key}-AbCdEf`;
  return [
    ...calls("secretsmanager", regional(at, "secretsmanager", path), "GetSecretValue"),
    ...keyCalls(at, "config", "secretsmanager", "Decrypt"),
  ];
}

/** What reads the release contract of a workload: a parameter that is not encrypted. */
function contract(at: Location, workload: string): Ask[] {
  const path = `parameter/nc/${at.environment}/${workload}/config/release-contract`;
  return calls("ssm", regional(at, "ssm", path), "GetParameter");
}

/** Powertools for AWS Lambda, "Idempotency: IAM permissions"; the key begins with the function's name. */
function handledOnce(at: Location, component: string): Ask[] {
  const keys = { "dynamodb:LeadingKeys": [`${named(at, component)}#0123456789abcdef`] };
  return calls(
    "dynamodb",
    table(at, "handled-events"),
    "DeleteItem GetItem PutItem UpdateItem",
    keys,
  );
}

function ledger(at: Location, actions: string): Ask[] {
  const own = { "dynamodb:LeadingKeys": ["checkout"] };
  return [
    ...calls("dynamodb", table(at, "ledger"), actions, own),
    ...keyCalls(at, "audit", "dynamodb", "Decrypt"),
  ];
}

function table(at: Location, component: string): string {
  return regional(at, "dynamodb", `table/${named(at, component)}`);
}
