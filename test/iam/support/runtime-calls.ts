import type { Workload } from "../../../infra/catalog/workload";
import { type Ask, calls, keyCalls, type Location, named, regional, role } from "./asks";
import type { Role } from "./roles";

/** Resources that a role's own policies name and AWS assigns the ids of, so that none can be written. */
export function resourcesIn({ permissions }: Role, pattern: RegExp): string[] {
  const all = permissions.flatMap(({ Statement }) =>
    Statement.flatMap(({ Resource }) => [Resource ?? []].flat().map(String)),
  );
  return [...new Set(all.filter((each) => pattern.test(each) && !each.includes("*")))];
}

/** Interfaces of a function in a VPC: AWSLambdaENIManagementAccess. */
export const NETWORK = calls(
  "ec2",
  "*",
  "AssignPrivateIpAddresses CreateNetworkInterface DeleteNetworkInterface " +
    "DescribeNetworkInterfaces DescribeSubnets UnassignPrivateIpAddresses",
);

export function pull(at: Location, repository: string): Ask[] {
  return calls(
    "ecr",
    regional(at, "ecr", `repository/${repository}`),
    "BatchCheckLayerAvailability BatchGetImage GetDownloadUrlForLayer",
  );
}

export function logs(at: Location, group: string): Ask[] {
  const name = `log-group:/nc/${at.environment}/${at.service}/logs/${group}:log-stream:1`;
  return calls("logs", regional(at, "logs", name), "CreateLogStream PutLogEvents");
}

export function secrets(at: Location, workload: Workload | undefined, actions: string): Ask[] {
  const keys = Object.keys(workload?.secrets ?? {});
  return [
    ...keys.flatMap((key) => calls("secretsmanager", secret(at, key), actions)),
    ...(keys.length > 0 ? keyCalls(at, "config", "secretsmanager", "Decrypt") : []),
  ];
}

function secret(at: Location, key: string): string {
  const path = `secret:/nc/${at.environment}/${at.service}/secret/${key}-AbCdEf`;
  return regional(at, "secretsmanager", path);
}

export function parameters(at: Location, workload: Workload | undefined, actions: string): Ask[] {
  const keys = Object.keys(workload?.config ?? {});
  const path = (key: string) => `parameter/nc/${at.environment}/${at.service}/config/${key}`;
  return [
    ...keys.flatMap((key) => calls("ssm", regional(at, "ssm", path(key)), actions)),
    ...(keys.length > 0 ? keyCalls(at, "config", "ssm", "Decrypt") : []),
  ];
}

/** SQS developer guide, a consumer of an encrypted queue. */
export function consumes(at: Location): Ask[] {
  return [
    ...calls(
      "sqs",
      regional(at, "sqs", named(at, "queue")),
      "ChangeMessageVisibility DeleteMessage GetQueueAttributes ReceiveMessage",
    ),
    ...keyCalls(at, "messaging", "sqs", "Decrypt"),
  ];
}

export function intake(at: Location): Ask[] {
  const arn = regional(at, "ssm", `parameter/nc/${at.environment}/${at.service}/config/intake`);
  return [
    ...calls("ssm", arn, "GetParameter"),
    ...keyCalls(at, "config", "ssm", "Decrypt", { "kms:EncryptionContext:PARAMETER_ARN": arn }),
  ];
}

/** ECS developer guide, "Protect your Amazon ECS tasks from being terminated by scale-in events". */
export function protection(at: Location): Ask[] {
  return calls(
    "ecs",
    regional(at, "ecs", "task/nc-core/1"),
    "GetTaskProtection UpdateTaskProtection",
    {
      "ecs:cluster": regional(at, "ecs", "cluster/nc-core"),
      "aws:ResourceTag/Service": at.service,
    },
  );
}

/** AppConfig user guide, "AWS AppConfig Agent": what it reads, by ids that AWS assigns. */
export function flags(at: Location, reader: Role): Ask[] {
  return [
    ...resourcesIn(reader, /:appconfig:.*\/configuration\//).flatMap((each) =>
      calls("appconfig", each, "GetLatestConfiguration StartConfigurationSession"),
    ),
    ...keyCalls(at, "config", "appconfig", "Decrypt"),
  ];
}

/** Secrets Manager user guide, "Lambda rotation function execution role permissions". */
export function rotates(at: Location, { name, secrets = {} }: Workload): Ask[] {
  const own = Object.keys(secrets).filter((key) => secrets[key]?.rotation?.by === at.service);
  if (own.length === 0) return [];
  return [
    ...own.flatMap((key) =>
      calls(
        "secretsmanager",
        secret({ ...at, service: name }, key),
        "DescribeSecret GetSecretValue PutSecretValue UpdateSecretVersionStage",
      ),
    ),
    ...calls("secretsmanager", "*", "GetRandomPassword"),
    ...keyCalls(at, "config", "secretsmanager", "Decrypt GenerateDataKey"),
  ];
}

export function hooks(at: Location): Ask[] {
  const name = `nc-platform-${at.environment}`;
  return ["record-shift", "run-migrations", "smoke-test"].flatMap((each) =>
    calls("lambda", regional(at, "lambda", `function:${name}-${each}`), "InvokeFunction"),
  );
}

export function shiftsAlias(at: Location): Ask[] {
  const name = regional(at, "lambda", `function:${named(at, "function")}`);
  return [
    ...calls("lambda", name, "GetAlias UpdateAlias"),
    ...calls("lambda", `${name}:live`, "GetProvisionedConcurrencyConfig"),
  ];
}

export function shiftsTasks(at: Location): Ask[] {
  const service = `nc-core/${named(at, "service")}`;
  const balancer = `app/nc-platform-${at.environment}-load-balancer/1/2`;
  const elb = (resource: string) => regional(at, "elasticloadbalancing", resource);
  const toTasks = { "iam:PassedToService": "ecs-tasks.amazonaws.com" };
  return [
    ...calls(
      "ecs",
      regional(at, "ecs", `service/${service}`),
      "DescribeServices UpdateServicePrimaryTaskSet",
    ),
    ...calls("ecs", regional(at, "ecs", `task-set/${service}/1`), "CreateTaskSet DeleteTaskSet"),
    ...calls("elasticloadbalancing", "*", "DescribeListeners DescribeRules DescribeTargetGroups"),
    ...calls("elasticloadbalancing", elb(`listener/${balancer}`), "ModifyListener"),
    ...calls("elasticloadbalancing", elb(`listener-rule/${balancer}/3`), "ModifyRule", {
      "aws:ResourceTag/Service": at.service,
    }),
    ...calls("iam", role(at, "task"), "PassRole", toTasks),
    ...calls("iam", role(at, "execution"), "PassRole", toTasks),
  ];
}

export function runs(at: Location): Ask[] {
  const toTasks = { "iam:PassedToService": "ecs-tasks.amazonaws.com" };
  return [
    ...calls("ecs", regional(at, "ecs", `task-definition/${named(at, "task")}:1`), "RunTask", {
      "ecs:cluster": regional(at, "ecs", "cluster/nc-core"),
    }),
    ...calls("ecs", regional(at, "ecs", "task/nc-core/1"), "TagResource", {
      "ecs:CreateAction": "RunTask",
    }),
    ...calls("iam", role(at, "task"), "PassRole", toTasks),
    ...calls("iam", role(at, "execution"), "PassRole", toTasks),
  ];
}

export function invokes(at: Location): Ask[] {
  const name = regional(at, "lambda", `function:${named(at, "function")}`);
  return calls("lambda", `${name}:live`, "InvokeFunction");
}
