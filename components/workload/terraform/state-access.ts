import { contextOf, PLATFORM } from "../../../infra/context";
import { platformNames } from "../../../infra/naming/platform-names";
import type { Settings } from "../../../infra/settings/parse";
import { allow, type Statement } from "../../identity/statement";

/** Key of a workload's state in the bucket; the key of its lock file is `<key>.tflock`. */
export function terraformStateKey(service: string): string {
  return `${service}/terraform.tfstate`;
}

/**
 * What the role that applies the `terraform` workload `service` needs of the state bucket, the
 * lock table and their key: both locks of the S3 backend, and no other workload's state. It cannot
 * delete a state.
 *
 * Workspaces, where they are used, lie under `<svc>/`: the backend's `workspace_key_prefix` is
 * `<svc>/workspaces`. Source: the permissions that HashiCorp's page of the S3 backend lists.
 */
export function terraformStateAccess(settings: Settings, service: string): Statement[] {
  return stateAccess(settings, service, "apply");
}

/**
 * What the role that plans it needs: as {@link terraformStateAccess}, without writing the state or its digest.
 */
export function terraformStateReads(settings: Settings, service: string): Statement[] {
  return stateAccess(settings, service, "plan");
}

function stateAccess(settings: Settings, service: string, purpose: "apply" | "plan"): Statement[] {
  const { region, accountId } = settings;
  const { terraformStateBucket: bucket, lockTable } = platformNames(settings);
  const key = terraformStateKey(service);
  const bucketArn = `arn:aws:s3:::${bucket}`;
  const tableArn = `arn:aws:dynamodb:${region}:${accountId}:table/${lockTable}`;
  const lockFile = `${bucketArn}/${key}.tflock`;
  const items = (...keys: string[]) => ({
    "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": keys },
    // "All of none" is true: a request must have a key at all.
    Null: { "dynamodb:LeadingKeys": "false" },
  });
  const [lock, digest] = [`${bucket}/${key}`, `${bucket}/${key}-md5`];
  const change = ["GetItem", "PutItem", "DeleteItem"];
  return [
    allow("FindState", "s3", ["ListBucket"], bucketArn, {
      StringLike: { "s3:prefix": `${service}/*` },
    }),
    purpose === "apply"
      ? allow("KeepState", "s3", ["GetObject", "PutObject"], `${bucketArn}/${key}`)
      : allow("ReadState", "s3", ["GetObject"], `${bucketArn}/${key}`),
    allow("LockInBucket", "s3", ["GetObject", "PutObject", "DeleteObject"], lockFile),
    allow("FindLocks", "dynamodb", ["DescribeTable"], tableArn),
    ...(purpose === "apply"
      ? [allow("LockInTable", "dynamodb", change, tableArn, items(lock, digest))]
      : [
          allow("LockInTable", "dynamodb", change, tableArn, items(lock)),
          allow("ReadDigest", "dynamodb", ["GetItem"], tableArn, items(digest)),
        ]),
    allow(
      "UseStateKey",
      "kms",
      ["Decrypt", "DescribeKey", "GenerateDataKey"],
      `arn:aws:kms:${region}:${accountId}:key/*`,
      {
        "ForAnyValue:StringEquals": {
          "kms:ResourceAliases": contextOf(settings, PLATFORM).aliasName("state"),
        },
        StringEquals: {
          "kms:ViaService": [`s3.${region}.amazonaws.com`, `dynamodb.${region}.amazonaws.com`],
        },
      },
    ),
  ];
}
