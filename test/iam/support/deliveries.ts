import type { KindName } from "../../../infra/catalog/kinds";
import type { Environment } from "../../../infra/environments";

/** One thing that a role asks for. */
export interface Ask {
  readonly action: string;
  readonly resource: string;
  readonly with?: Readonly<Record<string, string | string[]>>;
}

/** Where a workload is delivered. */
interface Place {
  readonly service: string;
  readonly environment: Environment;
  /** 12 digits. */
  readonly account: string;
}

const TASKS = { "iam:PassedToService": "ecs-tasks.amazonaws.com" };
const SCHEDULER = { "iam:PassedToService": "scheduler.amazonaws.com" };

/**
 * Everything that delivering each kind of workload asks of AWS, on its own resources. The names are
 * written out here, not taken from the program, so that a wrong one is seen.
 */
const DELIVERIES: Readonly<Partial<Record<KindName, (at: Place) => Ask[]>>> = {
  service: (at: Place) => [...common(at), ...image(at), ...ecs(at), ...codeDeploy(at)],
  function: (at: Place) => [...common(at), ...lambda(at), ...codeDeploy(at)],
  worker: (at: Place) => [...common(at), ...image(at), ...ecs(at), ...drain(at)],
  job: (at: Place) => [...common(at), ...image(at), ...schedule(at)],
  terraform: (at: Place) => [...common(at), ...terraform(at)],
};

/** What delivering a workload of `kind` asks of AWS. */
export function deliveryAsks(kind: KindName, at: Place): Ask[] {
  const asks = DELIVERIES[kind];
  if (asks === undefined) throw new Error(`it is not written here what delivers a ${kind}`);
  return asks(at);
}

function common({ service, environment, account }: Place): Ask[] {
  const bucket = `arn:aws:s3:::nc-platform-${environment}-artifacts-${account}`;
  const key = throughKey({ account }, `alias/nc-platform-${environment}-artifacts`, "s3");
  return [
    ...each(
      ["s3:PutObject", "s3:GetObject", "s3:GetObjectVersion"],
      `${bucket}/${service}/zip/1.zip`,
    ),
    { action: "s3:ListBucket", resource: bucket, with: { "s3:prefix": `${service}/manifest/` } },
    { action: "kms:GenerateDataKey", ...key },
    { action: "kms:Decrypt", ...key },
  ];
}

function image(at: Place): Ask[] {
  return each(
    ["ecr:PutImage", "ecr:InitiateLayerUpload", "ecr:BatchGetImage", "ecr:DescribeImages"],
    regional(at, "ecr", `repository/${named(at, "image")}`),
  );
}

function taskDefinition(at: Place): Ask[] {
  const family = regional(at, "ecs", `task-definition/${named(at, "task")}`);
  return [
    { action: "ecs:RegisterTaskDefinition", resource: `${family}:7` },
    {
      action: "ecs:TagResource",
      resource: `${family}:7`,
      with: { "ecs:CreateAction": "RegisterTaskDefinition" },
    },
    { action: "iam:PassRole", resource: role(at, "task"), with: TASKS },
    { action: "iam:PassRole", resource: role(at, "execution"), with: TASKS },
  ];
}

function ecs(at: Place): Ask[] {
  const service = regional(at, "ecs", `service/nc-core/${named(at, "service")}`);
  return [
    ...taskDefinition(at),
    ...each(["ecs:UpdateService", "ecs:DescribeServices", "ecs:ListServiceDeployments"], service),
  ];
}

function codeDeploy(at: Place): Ask[] {
  const name = named(at, "delivery");
  return [
    ...each(
      ["codedeploy:RegisterApplicationRevision", "codedeploy:GetApplicationRevision"],
      regional(at, "codedeploy", `application:${name}`),
    ),
    ...each(
      ["codedeploy:CreateDeployment", "codedeploy:GetDeployment", "codedeploy:GetDeploymentGroup"],
      regional(at, "codedeploy", `deploymentgroup:${name}/${name}`),
    ),
    {
      action: "codedeploy:GetDeploymentConfig",
      resource: regional(at, "codedeploy", `deploymentconfig:${name}-canary-10-5`),
    },
  ];
}

function lambda(at: Place): Ask[] {
  const name = regional(at, "lambda", `function:${named(at, "function")}`);
  return [
    ...each(["lambda:UpdateFunctionCode", "lambda:PublishVersion", "lambda:UpdateAlias"], name),
    ...each(["lambda:GetFunction", "lambda:GetAlias", "lambda:GetFunctionConfiguration"], name),
  ];
}

function drain(at: Place): Ask[] {
  const intake = regional(at, "ssm", `parameter/nc/${at.environment}/${at.service}/config/intake`);
  return [
    { action: "sqs:GetQueueAttributes", resource: regional(at, "sqs", named(at, "queue")) },
    { action: "sqs:GetQueueAttributes", resource: regional(at, "sqs", named(at, "dead-letters")) },
    ...each(["ssm:PutParameter", "ssm:GetParameter"], intake),
  ];
}

function schedule(at: Place): Ask[] {
  const name = named(at, "schedule");
  const arn = regional(at, "scheduler", `schedule/${name}/${name}`);
  const key = throughKey(at, `alias/nc-platform-${at.environment}-messaging`, "scheduler");
  const cluster = { "ecs:cluster": regional(at, "ecs", "cluster/nc-core") };
  const family = regional(at, "ecs", `task-definition/${named(at, "task")}:7`);
  return [
    ...taskDefinition(at),
    { action: "ecs:RunTask", resource: family, with: cluster },
    ...each(["scheduler:GetSchedule", "scheduler:UpdateSchedule"], arn),
    { ...key, action: "kms:DescribeKey" },
    { action: "iam:PassRole", resource: role(at, "schedule"), with: SCHEDULER },
  ];
}

function terraform(at: Place): Ask[] {
  const { account, environment, service } = at;
  const bucket = `nc-platform-${environment}-terraform-state-${account}`;
  const key = `${service}/terraform.tfstate`;
  const table = regional(at, "dynamodb", `table/nc-platform-${environment}-terraform-locks`);
  return [
    ...each(["s3:GetObject", "s3:PutObject"], `arn:aws:s3:::${bucket}/${key}`),
    ...each(["s3:PutObject", "s3:DeleteObject"], `arn:aws:s3:::${bucket}/${key}.tflock`),
    ...["dynamodb:PutItem", "dynamodb:GetItem", "dynamodb:DeleteItem"].map((action) => ({
      action,
      resource: table,
      with: { "dynamodb:LeadingKeys": [`${bucket}/${key}`] },
    })),
    { action: "s3:CreateBucket", resource: `arn:aws:s3:::${named(at, "landing")}` },
    { action: "sqs:CreateQueue", resource: regional(at, "sqs", named(at, "events")) },
    {
      action: "ssm:PutParameter",
      resource: regional(at, "ssm", `parameter/nc/${environment}/${service}/config/queue-url`),
    },
  ];
}

/** A call of a service `via` that uses the key behind `alias`. */
export function throughKey({ account }: Pick<Place, "account">, alias: string, via: string) {
  return {
    resource: `arn:aws:kms:ca-central-1:${account}:key/11111111-2222-3333-4444-555555555555`,
    with: {
      "kms:ResourceAliases": [alias],
      "kms:ViaService": `${via}.ca-central-1.amazonaws.com`,
    },
  };
}

function each(actions: readonly string[], resource: string): Ask[] {
  return actions.map((action) => ({ action, resource }));
}

function named({ service, environment }: Place, component: string): string {
  return `nc-${service}-${environment}-${component}`;
}

function regional({ account }: Place, service: string, resource: string): string {
  return `arn:aws:${service}:ca-central-1:${account}:${resource}`;
}

function role(at: Place, component: string): string {
  return `arn:aws:iam::${at.account}:role/${named(at, component)}`;
}
