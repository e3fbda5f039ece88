import { bundlesOfImage } from "../../oci/referrers";
import type { ArtifactSource } from "../../signing/sigstore-attestations";
import type { AwsClients } from "../clients";
import { type ArtifactAccount, artifactBucketOf, ecrRepository, keyOf } from "./account-artifacts";
import { readBundles, readFile } from "./objects";

/** Where artifacts lie. */
export interface ArtifactPlaces {
  /** Account whose registry has the images, and whose artifact bucket the zips, wheels and manifests. */
  readonly holder: ArtifactAccount;
  /** Account whose artifact bucket has the Terraform plans: a plan never leaves the one it was made in. */
  readonly plans: ArtifactAccount;
}

/** Reads artifacts, and what is attached to them. */
export function awsArtifactSource(
  clients: AwsClients,
  { holder, plans }: ArtifactPlaces,
): ArtifactSource {
  const textsOf = async (bucket: string, workload: string, sha256: string) =>
    (await readBundles(clients, bucket, workload, sha256)).map(({ text }) => text);
  return {
    bundlesOfImage: (digest, { workload }) =>
      bundlesOfImage(ecrRepository(clients, holder, workload), digest),
    bundlesOfManifest: (sha256, { workload }) =>
      textsOf(artifactBucketOf(holder), workload, sha256),
    async blob(artifact, { workload }) {
      const bucket = artifactBucketOf(artifact.type === "terraform-plan" ? plans : holder);
      // Where the release was built, its manifest names the version too.
      const isVersioned = artifact.type === "zip" && holder.environment === "stg";
      const version = isVersioned ? artifact.versionId : undefined;
      const bytes = await readFile(clients, bucket, keyOf(artifact, workload), version);
      return { bytes, bundles: await textsOf(bucket, workload, artifact.sha256) };
    },
  };
}
