import { z } from "zod";
import { parse } from "../../../infra/problems";
import type { ReleaseContractOf } from "../../../infra/release/contract";
import type { TerraformLocks } from "../../ports/terraform-locks";
import type { AwsClients } from "./clients";

/** What both locks of Terraform's S3 backend hold, as far as it is read (Terraform 1.10, `statemgr.LockInfo`). */
const lockInfo = z.object({
  ID: z.string(),
  Who: z.string(),
  Operation: z.string(),
  Created: z.iso.datetime({ offset: true }),
});

/**
 * The lock file next to the state, and the lock in the table. Terraform takes both under one id, one after the
 * other: a run that dies in between leaves one of them.
 */
export function s3TerraformLocks(
  clients: AwsClients,
  { backend: { bucket, key, dynamodb_table } }: Pick<ReleaseContractOf<"terraform">, "backend">,
): TerraformLocks {
  const inBucket = async () => {
    const s3 = await clients.s3();
    const Key = `${key}.tflock`;
    const { Contents = [] } = await s3.listObjectsV2({ Bucket: bucket, Prefix: Key });
    if (Contents.length === 0) return undefined;
    const { Body } = await s3.getObject({ Bucket: bucket, Key });
    return { at: `s3://${bucket}/${Key}`, text: (await Body?.transformToString()) ?? "" };
  };
  const inTable = async () => {
    const dynamoDb = await clients.dynamoDb();
    // Source: Terraform 1.11, internal/backend/remote-state/s3/client.go, `lockPath` and `dynamoDBLock`.
    const id = `${bucket}/${key}`;
    const { Item } = await dynamoDb.getItem({
      TableName: dynamodb_table,
      Key: { LockID: { S: id } },
      ConsistentRead: true,
    });
    if (Item === undefined) return undefined;
    return { at: `${id} of ${dynamodb_table}`, text: Item.Info?.S ?? "" };
  };
  return {
    async read() {
      const found = (await inBucket()) ?? (await inTable());
      if (found === undefined) return undefined;
      const { ID, Who, Operation, Created } = parse(lockInfo, JSON.parse(found.text), found.at);
      return { id: ID, who: Who, operation: Operation, since: Created };
    },
  };
}
