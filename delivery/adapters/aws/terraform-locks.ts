import { z } from "zod";
import { parse } from "../../../infra/problems";
import type { ReleaseContractOf } from "../../../infra/release/contract";
import type { TerraformLocks } from "../../ports/terraform-locks";
import type { AwsClients } from "./clients";

/** The lock file of Terraform's S3 backend, as far as it is read (Terraform 1.10, `statemgr.LockInfo`). */
const lockFile = z.object({
  ID: z.string(),
  Who: z.string(),
  Operation: z.string(),
  Created: z.iso.datetime({ offset: true }),
});

/** The lock file next to the state. The lock in the table has the same id, and goes with it. */
export function s3TerraformLocks(
  clients: AwsClients,
  { backend: { bucket, key } }: Pick<ReleaseContractOf<"terraform">, "backend">,
): TerraformLocks {
  return {
    async read() {
      const s3 = await clients.s3();
      const Key = `${key}.tflock`;
      const { Contents = [] } = await s3.listObjectsV2({ Bucket: bucket, Prefix: Key });
      if (Contents.length === 0) return undefined;
      const { Body } = await s3.getObject({ Bucket: bucket, Key });
      const json: unknown = JSON.parse((await Body?.transformToString()) ?? "");
      const { ID, Who, Operation, Created } = parse(lockFile, json, `s3://${bucket}/${Key}`);
      return { id: ID, who: Who, operation: Operation, since: Created };
    },
  };
}
