import { z } from "zod";
import type { ArtifactVerification, Verified } from "../../../delivery/decisions/gates/facts";
import { artifactDigest, artifactsFor } from "../../../delivery/decisions/release/artifacts-for";
import { releaseId } from "../../../delivery/decisions/release/release";
import type { Signed } from "../../../delivery/decisions/release/signers";
import type { Attestations } from "../../../delivery/ports/attestations";
import type { Verification } from "../../../delivery/ports/signing";
import type { Environment } from "../../../infra/environments";
import { InvalidInput } from "../../../infra/problems";
import type { Signer } from "./signing";

/** in-toto predicate types of what is attached to an artifact, by what the gates call it. */
export const PREDICATE_TYPES = {
  /** Cosign 3, `cosign sign`. */
  signature: "https://sigstore.dev/cosign/sign/v1",
  provenance: "https://slsa.dev/provenance/v1",
  /** SPDX, as `cosign attest --type spdxjson` has it. */
  sbom: "https://spdx.dev/Document",
} as const;

const STATEMENT = z.object({
  predicateType: z.string(),
  subject: z.array(z.object({ digest: z.object({ sha256: z.string() }) })).min(1),
});

/** The statement that is signed for one artifact. */
export function attestation(
  digest: string,
  predicateType: string,
  predicate: unknown = {},
): string {
  return JSON.stringify({
    _type: "https://in-toto.io/Statement/v1",
    subject: [{ name: "artifact", digest: { sha256: digest.replace("sha256:", "") } }],
    predicateType,
    predicate,
  });
}

/** Who signs each kind of what belongs to a release. */
export type Signers = (signed: Signed) => Signer;

/**
 * Verifies what is attached to a release's manifest, and to those of its artifacts that an environment gets: each by
 * its workflow, of the release's own repository, and about its digest.
 *
 * @param bundles - what the registry has beside them
 */
export function rehearsedAttestations(
  verification: Verification,
  bundles: readonly string[],
  signers: Signers,
  environment: Environment,
): Attestations {
  const verify = async (
    digest: string,
    predicateType: string,
    signer: Signer,
  ): Promise<Verified> => {
    const refusals: string[] = [];
    for (const bundle of bundles) {
      const found = await verification.verify(bundle).catch((error: unknown) => {
        if (!(error instanceof InvalidInput)) throw error;
        refusals.push(error.problems.join("; "));
        return undefined;
      });
      if (found === undefined) continue;
      const { predicateType: type, subject } = STATEMENT.parse(JSON.parse(found.statement));
      const isOwn = subject.some((each) => `sha256:${each.digest.sha256}` === digest);
      if (type !== predicateType || !isOwn) continue;
      if (found.identity === signer.identity && found.repositoryId === signer.repositoryId) {
        return { state: "verified", identity: found.identity };
      }
      refusals.push(`it is signed by ${found.identity} in the repository ${found.repositoryId}`);
    }
    return { state: "refused", why: refusals.join("; ") || "there is none" };
  };
  const verifyAll = async (kind: Signed, digest: string): Promise<ArtifactVerification> => ({
    digest,
    signature: await verify(digest, PREDICATE_TYPES.signature, signers(kind)),
    provenance: await verify(digest, PREDICATE_TYPES.provenance, signers(kind)),
    sbom: await verify(digest, PREDICATE_TYPES.sbom, signers(kind)),
  });
  const verifyManifest = async (digest: string): Promise<ArtifactVerification> => ({
    digest,
    signature: await verify(digest, PREDICATE_TYPES.signature, signers("manifest")),
    provenance: { state: "not-needed" },
    sbom: { state: "not-needed" },
  });
  return {
    of: (release) =>
      Promise.all([
        verifyManifest(releaseId(release)),
        ...artifactsFor(release, environment).map((each) =>
          verifyAll(each.type, artifactDigest(each)),
        ),
      ]),
  };
}
