import { createHash } from "node:crypto";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import type { Release } from "../../decisions/release/release";
import { releaseId } from "../../decisions/release/release";
import type { Evidence } from "../../ports/evidence";
import type { AwsClients } from "./clients";
import { isNamed } from "./errors";

/** Most statements that are read of one release: promotions into stg, each with one bake. */
const MOST = 100;

/**
 * Evidence in an artifact bucket, below what the roles of the workload may reach: one object for each statement, named
 * by its own SHA-256, so that none replaces another. One that is not what its name says is refused, and all with it: what
 * was there before could be what stg found wrong.
 *
 * @param bucket - stg's: who promotes into prod may read there what lies below its own workload's name
 */
export function s3Evidence(clients: AwsClients, bucket: string): Evidence {
  return {
    async put(release, bundle) {
      const s3 = await clients.s3();
      const put = s3.putObject({
        Bucket: bucket,
        Key: keyOf(release, bundle),
        Body: bundle,
        ContentType: "application/json",
        IfNoneMatch: "*",
      });
      await put.catch((error: unknown) => {
        if (!isNamed(error, "PreconditionFailed")) throw error;
      });
    },

    async of(release) {
      const s3 = await clients.s3();
      const listed = await s3.listObjectsV2({
        Bucket: bucket,
        Prefix: folderOf(release),
        MaxKeys: MOST,
      });
      if (listed.IsTruncated) throw new Error(`${folderOf(release)} has more than ${MOST} objects`);
      const bundles: string[] = [];
      for (const { Key } of listed.Contents ?? []) {
        const { Body } = await s3.getObject({ Bucket: bucket, Key });
        const bundle = (await Body?.transformToString()) ?? "";
        // IAM lets who may add an object write over one: a red statement could be gone.
        if (Key !== keyOf(release, bundle)) {
          const want = "the statement of that SHA-256: its older versions have it";
          throw new InvalidInput("the evidence", [formatProblem(Key ?? "", "another text", want)]);
        }
        bundles.push(bundle);
      }
      return bundles;
    },
  };
}

/** Where a statement about a release lies. */
function keyOf(release: Release, bundle: string): string {
  return `${folderOf(release)}${createHash("sha256").update(bundle).digest("hex")}.json`;
}

/** Where the statements about a release lie. */
function folderOf(release: Release): string {
  return `${release.workload}/evidence/${releaseId(release).replace("sha256:", "")}/`;
}
