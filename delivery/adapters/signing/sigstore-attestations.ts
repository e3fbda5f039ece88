import type { Verifier } from "@sigstore/verify";
import type { Environment } from "../../../infra/environments";
import type { ArtifactVerification } from "../../decisions/gates/facts";
import { artifactDigest, artifactsFor } from "../../decisions/release/artifacts-for";
import { type Release, releaseId, releaseText } from "../../decisions/release/release";
import type { Signed } from "../../decisions/release/signers";
import { isMainBuild } from "../../decisions/release/version";
import type { Attestations } from "../../ports/attestations";
import type { ExpectedSigner } from "./signer-certificate";
import { ANY, verifyArtifact } from "./verify-artifact";

type Artifact = Release["artifacts"][number];
type Blob = Exclude<Artifact, { type: "image" }>;

/** Where artifacts and what is attached to them are read. */
export interface ArtifactSource {
  /** Bundles of an image, none of them verified. */
  bundlesOfImage(digest: string, release: Release): Promise<readonly string[]>;
  /**
   * Bundles beside a release's manifest, none of them verified.
   *
   * @param sha256 - of the manifest's canonical bytes, 64 hex digits
   */
  bundlesOfManifest(sha256: string, release: Release): Promise<readonly string[]>;
  /** Bytes of any other artifact, and the bundles beside it. */
  blob(artifact: Blob, release: Release): Promise<{ bytes: Buffer; bundles: readonly string[] }>;
}

/** Who signs what belongs to releases. */
export interface Signers {
  /** Workflow file and ref by what it signs: `owner/name/.github/workflows/release.yml@refs/heads/main`. */
  readonly workflowOf: (signed: Signed) => string;
  /** URL of GitHub's token issuer. @default - that of github.com */
  readonly issuer?: string | undefined;
}

/**
 * Verifies a release's manifest, and what is attached to those of its artifacts that an environment gets: each signed
 * by its one workflow, in a run of the release's repository, at its commit and tag (CI/CL-002 §15).
 */
export function sigstoreAttestations(
  verifier: Verifier,
  signers: Signers,
  source: ArtifactSource,
  environment: Environment,
): Attestations {
  const expected = (signed: Signed, release: Release): ExpectedSigner => {
    const { repository, repositoryId, commit, version } = release;
    return {
      workflow: signers.workflowOf(signed),
      issuer: signers.issuer,
      repository,
      repositoryId,
      commit,
      ref: isMainBuild(version) ? "refs/heads/main" : `refs/tags/${version}`,
    };
  };

  const verify = async (artifact: Artifact, release: Release): Promise<ArtifactVerification> => {
    const digest = artifactDigest(artifact);
    const signer = expected(artifact.type, release);
    if (artifact.type === "image") {
      const bundles = await source.bundlesOfImage(digest, release);
      return verifyArtifact(verifier, { digest, bundles, evidence: evidenceOf(artifact) }, signer);
    }
    const { bytes, bundles } = await source.blob(artifact, release);
    if (artifact.type !== "terraform-plan") {
      const evidence = evidenceOf(artifact);
      return verifyArtifact(verifier, { digest, bundles, blob: bytes, evidence }, signer);
    }
    const { workload, commit } = release;
    const plan = { workload, environment, commit };
    const evidence = { provenance: ANY };
    return verifyArtifact(verifier, { digest, bundles, blob: bytes, plan, evidence }, signer);
  };

  return {
    async of(release) {
      const bundles = await source.bundlesOfManifest(sha256Of(releaseId(release)), release);
      const manifest = Buffer.from(releaseText(release));
      const signer = expected("manifest", release);
      return Promise.all([
        verifyArtifact(verifier, { digest: releaseId(release), bundles, blob: manifest }, signer),
        ...artifactsFor(release, environment).map((each) => verify(each, release)),
      ]);
    },
  };
}

function evidenceOf({ provenance, sbom }: Exclude<Artifact, { type: "terraform-plan" }>) {
  return { provenance: provenance.digest, sbom: sbom.digest };
}

function sha256Of(digest: string): string {
  return digest.slice("sha256:".length);
}
