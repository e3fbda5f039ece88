import type { Verifier } from "@sigstore/verify";
import type { ArtifactVerification } from "../../decisions/gates/facts";
import type { Release } from "../../decisions/release/release";
import type { Attestations } from "../../ports/attestations";
import { verifyArtifact } from "./verify-artifact";

type Artifact = Release["artifacts"][number];
type Blob = Exclude<Artifact, { type: "image" }>;

/** Where artifacts and what is attached to them are read. */
export interface ArtifactSource {
  /** Bundles of an image, none of them verified. */
  bundlesOfImage(digest: string, release: Release): Promise<readonly string[]>;
  /** Bytes of any other artifact, and the bundles beside it. */
  blob(artifact: Blob, release: Release): Promise<{ bytes: Buffer; bundles: readonly string[] }>;
}

/** Who builds and signs the artifacts of all releases. */
export interface Builder {
  /** Workflow file and ref: `owner/name/.github/workflows/release.yml@refs/heads/main`. */
  readonly workflow: string;
  /** URL of GitHub's token issuer. @default - that of github.com */
  readonly issuer?: string;
}

/**
 * Verifies what is attached to a release's artifacts: signed by the builder, in a run of the release's repository, at
 * its commit and tag (CI/CL-002 §15).
 */
export function sigstoreAttestations(
  verifier: Verifier,
  builder: Builder,
  source: ArtifactSource,
): Attestations {
  const verify = async (artifact: Artifact, release: Release): Promise<ArtifactVerification> => {
    const { repository, repositoryId, commit, version } = release;
    const expected = {
      workflow: builder.workflow,
      issuer: builder.issuer,
      repository,
      repositoryId,
      commit,
      ref: `refs/tags/${version}`,
    };
    const evidence =
      artifact.type === "terraform-plan"
        ? undefined
        : { provenance: artifact.provenance.digest, sbom: artifact.sbom.digest };
    if (artifact.type === "image") {
      const { digest } = artifact;
      const bundles = await source.bundlesOfImage(digest, release);
      return verifyArtifact(verifier, { digest, bundles, evidence }, expected);
    }
    const { bytes, bundles } = await source.blob(artifact, release);
    const digest = `sha256:${artifact.sha256}`;
    return verifyArtifact(verifier, { digest, bundles, blob: bytes, evidence }, expected);
  };
  return { of: (release) => Promise.all(release.artifacts.map((each) => verify(each, release))) };
}
