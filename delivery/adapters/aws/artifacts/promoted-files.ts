import { releaseId } from "../../../decisions/release/release";
import type { Artifacts } from "../../../ports/artifacts";
import type { AwsClients } from "../clients";
import { type ArtifactAccount, artifactBucketOf, keyOf } from "./account-artifacts";
import { readBundles, readDigested, writeBundle, writeOnce } from "./objects";

/**
 * Copies zips and wheels, with the bundles beside them and beside the release's manifest, from one account's artifact
 * bucket to another's (CI/CL-002 §15). The bytes that are written are those that were read, and have the release's
 * SHA-256. What is there already is left as it is. Who calls it verifies them.
 */
export function promotedFiles(
  clients: AwsClients,
  from: ArtifactAccount,
  to: ArtifactAccount,
): Artifacts {
  const [source, target] = [artifactBucketOf(from), artifactBucketOf(to)];
  return {
    async copy(release) {
      const { workload } = release;
      const digests = [releaseId(release).slice("sha256:".length)];
      for (const file of release.artifacts) {
        // A Terraform plan is for one environment, and stays there.
        if (file.type === "image" || file.type === "terraform-plan") continue;
        const key = keyOf(file, workload);
        const version = file.type === "zip" ? file.versionId : undefined;
        const bytes = await readDigested(clients, source, key, file.sha256, version);
        await writeOnce(clients, target, key, bytes);
        digests.push(file.sha256);
      }
      for (const sha256 of digests) {
        for (const { bundle, text } of await readBundles(clients, source, workload, sha256)) {
          await writeBundle({ clients, bucket: target, workload, sha256 }, bundle, text);
        }
      }
    },
  };
}
