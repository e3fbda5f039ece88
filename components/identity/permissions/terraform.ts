import type { WorkloadOf } from "../../../infra/catalog/workload";
import { platformKeyAlias, platformNames } from "../../../infra/naming/platform-names";
import type { Scope } from "../../../infra/scope";
import { onlyKeys, platformArns } from "../arns";
import { allow, type Statement } from "../statement";
import { managedPermissions } from "./terraform-manages";

/** Applies a Terraform stack: its state, its lock, and what it says it manages (CI/CL-002 §6). */
export function terraformPermissions(scope: Scope, workload: WorkloadOf<"terraform">): Statement[] {
  return [...statePermissions(scope), ...managedPermissions(scope, workload.manages)];
}

function statePermissions(scope: Scope): Statement[] {
  const { environment, service, settings } = scope;
  const { keys, lockTable, terraformStateBucket } = platformArns(scope);
  const names = platformNames({ environment, accountId: settings.accountId });
  const state = `${service}/terraform.tfstate`;
  const locks = [state, `${state}-md5`].map((key) => `${names.terraformStateBucket}/${key}`);
  return [
    allow("State", "s3", ["GetObject", "PutObject"], `${terraformStateBucket}/${state}`),
    allow(
      "StateLockFile",
      "s3",
      ["DeleteObject", "GetObject", "PutObject"],
      [`${terraformStateBucket}/${state}.tflock`],
    ),
    allow("StateList", "s3", ["ListBucket"], terraformStateBucket, {
      // Terraform looks for workspaces under "env:/" and finds none.
      StringLike: { "s3:prefix": [`${service}/*`, "env:/"] },
    }),
    // Terraform's lock, and its checksum of the state. Without the Null test, a call that names no
    // item would pass ForAllValues.
    allow("StateLock", "dynamodb", ["DeleteItem", "GetItem", "PutItem"], lockTable, {
      "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": locks },
      Null: { "dynamodb:LeadingKeys": "false" },
    }),
    allow(
      "StateKey",
      "kms",
      ["Decrypt", "GenerateDataKey"],
      keys,
      onlyKeys(scope, [platformKeyAlias(environment, "state")], ["s3", "dynamodb"]),
    ),
  ];
}
