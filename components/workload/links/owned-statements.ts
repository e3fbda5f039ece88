import type { OwnedType, Verb } from "../../../infra/catalog/links/fields";
import type { Context } from "../../../infra/context";
import { platformKeyAlias } from "../../../infra/naming/platform-names";
import { onlyKeys, platformArns } from "../../identity/arns";
import { allow, type Condition, type Statement } from "../../identity/statement";
import { ownedArn, ownedName } from "./owned-names";

type Stored = Exclude<OwnedType, "database">;

/** Actions of each verb on what a Terraform stack owns; they need no more than to use it. */
const ACTIONS: Readonly<Record<Stored, Partial<Record<Verb, readonly string[]>>>> = {
  bucket: { read: ["GetObject"], write: ["DeleteObject", "PutObject"] },
  table: {
    read: ["BatchGetItem", "GetItem", "Query", "Scan"],
    write: ["BatchWriteItem", "DeleteItem", "PutItem", "UpdateItem"],
  },
  topic: { write: ["Publish"] },
  parameter: { read: ["GetParameter", "GetParameters"], write: ["PutParameter"] },
  secret: { read: ["GetSecretValue"], write: ["PutSecretValue"] },
};

/** IAM's prefix of the service that holds each type. */
const SERVICES = {
  bucket: "s3",
  table: "dynamodb",
  topic: "sns",
  parameter: "ssm",
  secret: "secretsmanager",
} as const satisfies Record<Stored, string>;

/** The environment's key that encrypts each type, and the encryption context that its service sends. */
const KEYS = {
  bucket: { purpose: "artifacts", context: "aws:s3:arn" },
  table: { purpose: "state", context: "aws:dynamodb:tableName" },
  topic: { purpose: "messaging", context: "aws:sns:topicArn" },
  parameter: { purpose: "config", context: "PARAMETER_ARN" },
  secret: { purpose: "config", context: "SecretARN" },
} as const;

/** Uses of the key that each verb takes. A parameter's value is encrypted without a data key. */
const KEY_ACTIONS: Readonly<Record<Stored, Partial<Record<Verb, readonly string[]>>>> = {
  bucket: { read: ["Decrypt"], write: ["Decrypt", "GenerateDataKey"] },
  table: { read: ["Decrypt"], write: ["Decrypt", "GenerateDataKey"] },
  topic: { write: ["Decrypt", "GenerateDataKey"] },
  parameter: { read: ["Decrypt"], write: ["Encrypt"] },
  secret: { read: ["Decrypt"], write: ["Decrypt", "GenerateDataKey"] },
};

/**
 * What a caller may do with one thing that a Terraform stack owns: its content and never its shape, and
 * the environment's key for it alone. A database takes no IAM: its port is reached by security groups.
 *
 * @param sid - beginning of the statements' ids
 */
export function ownedStatements(
  stack: Context,
  { type, name, verb }: { type: Stored; name: string; verb: Verb },
  sid: string,
): Statement[] {
  const arn = ownedArn(stack, type, name);
  const { purpose, context } = KEYS[type];
  const service = SERVICES[type];
  const alias = platformKeyAlias(stack.environment, purpose);
  const { StringEquals, ...byAlias } = onlyKeys(stack, [alias], [service]);
  const own = { [`kms:EncryptionContext:${context}`]: encryptionContext(stack, type, name) };
  // A secret's ARN ends in characters that only AWS knows, and an object's in its key.
  const key: Condition =
    type === "secret" || type === "bucket"
      ? { ...byAlias, StringEquals, StringLike: own }
      : { ...byAlias, StringEquals: { ...StringEquals, ...own } };
  return [
    allow(
      sid,
      service,
      ACTIONS[type][verb] ?? [],
      type === "bucket" ? `${arn}/*` : indexesOf(arn, type, verb),
    ),
    // S3 answers 403 for an object that is not there unless the caller may list the bucket.
    ...(type === "bucket" && verb === "read"
      ? [allow(`${sid}List`, "s3", ["ListBucket"], arn)]
      : []),
    allow(`${sid}Key`, "kms", KEY_ACTIONS[type][verb] ?? [], platformArns(stack).keys, key),
  ];
}

/** To read a table is to read its indexes too. */
function indexesOf(arn: string, type: Stored, verb: Verb): string | string[] {
  return type === "table" && verb === "read" ? [arn, `${arn}/index/*`] : arn;
}

function encryptionContext(stack: Context, type: Stored, name: string): string | string[] {
  const arn = ownedArn(stack, type, name);
  if (type === "table") return ownedName(stack, type, name);
  // With a bucket key, S3 sends the bucket's ARN (S3 user guide, "Reducing the cost of SSE-KMS").
  return type === "bucket" ? [arn, `${arn}/*`] : arn;
}
