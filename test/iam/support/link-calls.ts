import type { Catalog, Workload } from "../../../infra/catalog/workload";
import { type Ask, calls, keyCalls, type Location, named, regional } from "./asks";
import type { Role } from "./roles";
import { invokes, runs } from "./runtime-calls";

/** What the code of `workload` calls by its links and grants; `role` is the one that it has. */
export function linkCalls(
  at: Location,
  role: Role,
  workload: Workload | undefined,
  catalog: Catalog,
): Ask[] {
  const links = workload?.links ?? [];
  return [
    ...links.flatMap(({ to, verb, resource }) => {
      const target = catalog.find(({ name }) => name === to);
      return target ? callsOf(verb, resource, target, { ...at, service: to }, role) : [];
    }),
    ...(workload?.grants ?? []).flatMap(({ actions, resources }) => {
      const here = "dev" in resources ? resources[at.environment] : resources;
      return actions.flatMap((action) =>
        here.map((resource) => ({
          action,
          resource,
          with: { "aws:CurrentTime": "2098-12-31T23:59:59Z" },
        })),
      );
    }),
  ];
}

/** What a link to `target` calls, from the pages of its service's guide; `at` is the target's place. */
export function callsOf(
  verb: string,
  resource: string | undefined,
  target: Workload,
  at: Location,
  role?: Role,
): Ask[] {
  if (resource !== undefined) return ownedCalls(at, verb, resource);
  if (verb === "send") {
    const queue = regional(at, "sqs", named(at, "queue"));
    const own = { "kms:EncryptionContext:aws:sqs:arn": queue };
    return [
      ...calls("sqs", queue, "SendMessage"),
      ...keyCalls(at, "messaging", "sqs", "Decrypt GenerateDataKey", own),
    ];
  }
  if (verb === "invoke") return invokes(at);
  if (verb === "start") {
    return target.kind === "job" && target.runs.as === "task" ? startsTask(at) : invokes(at);
  }
  // The load balancer asks for no signature; an HTTP API has an id of AWS.
  return target.kind === "function" ? apisIn(role) : [];
}

/** EventBridge Scheduler guide, "Encryption at rest": GetSchedule decrypts the schedule. */
function startsTask(at: Location): Ask[] {
  const schedule = regional(
    at,
    "scheduler",
    `schedule/${named(at, "schedule")}/${named(at, "schedule")}`,
  );
  return [
    ...calls("scheduler", schedule, "GetSchedule"),
    ...keyCalls(at, "messaging", "scheduler", "Decrypt", {
      "kms:EncryptionContext:aws:scheduler:schedule:arn": schedule,
    }),
    ...runs(at),
  ];
}

/** Requests of the APIs that the role names: API Gateway guide, "Control access for invoking an API". */
function apisIn(role: Role | undefined): Ask[] {
  const resources = (role?.permissions ?? []).flatMap(({ Statement }) =>
    Statement.flatMap(({ Resource }) => [Resource ?? []].flat().map(String)),
  );
  return resources
    .filter((each) => each.includes(":execute-api:"))
    .flatMap((each) => calls("execute-api", each.replace(/\/\*$/, "/GET/bell/status"), "Invoke"));
}

function ownedCalls(at: Location, verb: string, resource: string): Ask[] {
  const [type = "", name = ""] = resource.split("/");
  const asks = OWNED[`${verb} ${type}`];
  if (!asks) throw new Error(`it is not written here what ${verb} ${resource} asks for`);
  return asks(at, name);
}

const OWNED: Readonly<Record<string, (at: Location, name: string) => Ask[]>> = {
  "read bucket": (at, name) => [
    ...calls("s3", `${bucket(at, name)}/a/b`, "GetObject"),
    ...calls("s3", bucket(at, name), "ListBucket"),
    ...keyCalls(at, "artifacts", "s3", "Decrypt", {
      "kms:EncryptionContext:aws:s3:arn": bucket(at, name),
    }),
  ],
  "write bucket": (at, name) => [
    ...calls("s3", `${bucket(at, name)}/a/b`, "DeleteObject PutObject"),
    ...keyCalls(at, "artifacts", "s3", "Decrypt GenerateDataKey", {
      "kms:EncryptionContext:aws:s3:arn": `${bucket(at, name)}/a/b`,
    }),
  ],
  "read table": (at, name) => [
    ...calls("dynamodb", table(at, name), "BatchGetItem GetItem Query Scan"),
    ...keyCalls(at, "state", "dynamodb", "Decrypt", tableKey(at, name)),
  ],
  "write table": (at, name) => [
    ...calls("dynamodb", table(at, name), "BatchWriteItem DeleteItem PutItem UpdateItem"),
    ...keyCalls(at, "state", "dynamodb", "Decrypt GenerateDataKey", tableKey(at, name)),
  ],
  "write topic": (at, name) => {
    const topic = regional(at, "sns", named(at, name));
    return [
      ...calls("sns", topic, "Publish"),
      ...keyCalls(at, "messaging", "sns", "Decrypt GenerateDataKey", {
        "kms:EncryptionContext:aws:sns:topicArn": topic,
      }),
    ];
  },
  "read parameter": (at, name) => parameter(at, name, "GetParameter GetParameters", "Decrypt"),
  "write parameter": (at, name) => parameter(at, name, "PutParameter", "Encrypt"),
  "read secret": (at, name) => secret(at, name, "GetSecretValue", "Decrypt"),
  "write secret": (at, name) => secret(at, name, "PutSecretValue", "Decrypt GenerateDataKey"),
  "connect database": () => [],
};

function bucket(at: Location, name: string): string {
  return `arn:aws:s3:::${named(at, name)}-${at.account}`;
}

function table(at: Location, name: string): string {
  return regional(at, "dynamodb", `table/${named(at, name)}`);
}

function tableKey(at: Location, name: string) {
  return { "kms:EncryptionContext:aws:dynamodb:tableName": named(at, name) };
}

function parameter(at: Location, name: string, actions: string, keyActions: string): Ask[] {
  const arn = regional(at, "ssm", `parameter/nc/${at.environment}/${at.service}/config/${name}`);
  return [
    ...calls("ssm", arn, actions),
    ...keyCalls(at, "config", "ssm", keyActions, { "kms:EncryptionContext:PARAMETER_ARN": arn }),
  ];
}

function secret(at: Location, name: string, actions: string, keyActions: string): Ask[] {
  const path = `secret:/nc/${at.environment}/${at.service}/secret/${name}-AbCdEf`;
  const arn = regional(at, "secretsmanager", path);
  return [
    ...calls("secretsmanager", arn, actions),
    ...keyCalls(at, "config", "secretsmanager", keyActions, {
      "kms:EncryptionContext:SecretARN": arn,
    }),
  ];
}
