import { z } from "zod";
import type { ArtifactVerification, Verified } from "../../../delivery/decisions/gates/facts";
import type { Release } from "../../../delivery/decisions/release/release";
import type { Attestations } from "../../../delivery/ports/attestations";
import type { Verification } from "../../../delivery/ports/signing";
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

/** Digest of an artifact's bytes. */
export function digestOfArtifact(artifact: Release["artifacts"][number]): string {
  return artifact.type === "image" ? artifact.digest : `sha256:${artifact.sha256}`;
}

/** The statement that is signed for one artifact. */
export function attestation(digest: string, predicateType: string): string {
  return JSON.stringify({
    _type: "https://in-toto.io/Statement/v1",
    subject: [{ name: "artifact", digest: { sha256: digest.replace("sha256:", "") } }],
    predicateType,
    predicate: {},
  });
}

/**
 * Verifies what is attached to the artifacts of a release: each by the workflow that builds releases, of the release's
 * own repository, and about the artifact's digest.
 *
 * @param bundles - what the registry has beside the artifacts
 */
export function rehearsedAttestations(
  verification: Verification,
  bundles: readonly string[],
  builder: Signer,
): Attestations {
  const verify = async (digest: string, predicateType: string): Promise<Verified> => {
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
      if (found.identity === builder.identity && found.repositoryId === builder.repositoryId) {
        return { state: "verified", identity: found.identity };
      }
      refusals.push(`it is signed by ${found.identity} in the repository ${found.repositoryId}`);
    }
    return { state: "refused", why: refusals.join("; ") || "there is none" };
  };
  return {
    of: ({ artifacts }: Release) =>
      Promise.all(
        artifacts.map(async (artifact): Promise<ArtifactVerification> => {
          const digest = digestOfArtifact(artifact);
          return {
            digest,
            signature: await verify(digest, PREDICATE_TYPES.signature),
            provenance: await verify(digest, PREDICATE_TYPES.provenance),
            sbom: await verify(digest, PREDICATE_TYPES.sbom),
          };
        }),
      ),
  };
}
