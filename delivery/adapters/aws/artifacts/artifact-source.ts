import { formatProblem, InvalidInput } from "../../../../infra/problems";
import { bundlesOfImage } from "../../oci/referrers";
import type { OciRepository } from "../../oci/repository";
import type { ArtifactSource } from "../../signing/sigstore-attestations";
import type { AwsClients } from "../clients";
import { isNamed } from "../errors";
import {
  type ArtifactAccount,
  artifactBucketOf,
  BUNDLES,
  bundleKeyOf,
  keyOf,
} from "./account-artifacts";

/**
 * Reads artifacts, and what is attached to them, out of an account: images from its registry, and files from its
 * artifact bucket.
 *
 * @param repositoryOf - where a workload's images lie
 */
export function awsArtifactSource(
  clients: AwsClients,
  account: ArtifactAccount,
  repositoryOf: (workload: string) => OciRepository,
): ArtifactSource {
  const bucket = artifactBucketOf(account);
  return {
    bundlesOfImage: (digest, { workload }) => bundlesOfImage(repositoryOf(workload), digest),
    async blob(artifact, { workload }) {
      const key = keyOf(artifact, workload);
      // Where the release was built, its manifest names the version too.
      const isVersioned = artifact.type === "zip" && account.environment === "stg";
      const version = isVersioned ? artifact.versionId : undefined;
      const bytes = await findObject(clients, bucket, key, version);
      if (bytes === undefined) {
        const want = "an object that is there";
        throw new InvalidInput(`s3://${bucket}`, [formatProblem("key", key, want)]);
      }
      const keys = BUNDLES.map((each) => bundleKeyOf(artifact, workload, each));
      const found = await Promise.all(keys.map((each) => findObject(clients, bucket, each)));
      const bundles = found.flatMap((each) => (each === undefined ? [] : [each.toString("utf8")]));
      return { bytes, bundles };
    },
  };
}

/**
 * An object; `undefined` if there is none.
 *
 * @param version - @default - the newest
 */
async function findObject(
  clients: AwsClients,
  bucket: string,
  key: string,
  version?: string,
): Promise<Buffer | undefined> {
  const s3 = await clients.s3();
  const get = s3.getObject({ Bucket: bucket, Key: key, VersionId: version });
  const got = await get.catch((error: unknown) => {
    if (!isNamed(error, "NoSuchKey", "NoSuchVersion")) throw error;
    return undefined;
  });
  return got && Buffer.from((await got.Body?.transformToByteArray()) ?? []);
}
