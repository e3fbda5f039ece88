import { PREDICATES, statementDigest } from "../../../delivery/adapters/signing/statement";
import { verifierOf } from "../../../delivery/adapters/signing/trusted-root";
import { verifyArtifact } from "../../../delivery/adapters/signing/verify-artifact";
import type { ArtifactVerification } from "../../../delivery/decisions/gates/facts";
import { ISSUER } from "../../../sandbox/supply-chain/fulcio-config";
import type { Case, Part } from "./cases";
import { RELEASE_RUN } from "./release-run";

export const PARTS = ["signature", "provenance", "sbom"] as const satisfies readonly Part[];

/** The run that has to have signed. */
export const EXPECTED = { ...RELEASE_RUN, issuer: ISSUER };

/** Digests of the statements among `bundles`, as a release's manifest would name them. */
export function evidenceOf(bundles: readonly string[]) {
  const digestOf = (predicateType: string) => {
    const payloads = bundles.map((each) =>
      Buffer.from(JSON.parse(each).dsseEnvelope?.payload ?? "", "base64").toString("utf8"),
    );
    return statementDigest(payloads.find((each) => each.includes(predicateType)) ?? "");
  };
  return { provenance: digestOf(PREDICATES.provenance), sbom: digestOf(PREDICATES.sbom) };
}

/**
 * Why each part of an image is refused; a part that is not named is verified.
 *
 * @param named - the bundles whose statements the release's manifest names. @default - all
 */
export function refusedParts(
  trustedRoot: string,
  digest: string,
  bundles: readonly string[],
  named = bundles,
): Partial<Record<Part, string>> {
  const artifact = { digest, bundles, evidence: evidenceOf(named) };
  return partsRefused(verifyArtifact(verifierOf(trustedRoot), artifact, EXPECTED));
}

/** Why each part is refused; a part that is not named is verified. */
export function partsRefused(found: ArtifactVerification): Partial<Record<Part, string>> {
  const refused: Partial<Record<Part, string>> = {};
  for (const part of PARTS) {
    const result = found[part];
    if (result.state !== "verified") {
      refused[part] = result.state === "refused" ? result.why : result.state;
    }
  }
  return refused;
}

/**
 * Why each part of a case's zip is to be refused.
 *
 * @param good - digest of the first case's zip
 * @param own - its own digest
 */
export function refusalsOf(made: Case, good: string, own: string): Partial<Record<Part, string>> {
  const refused: Partial<Record<Part, string>> = {};
  for (const part of PARTS) {
    const why = made.refused[part]?.replace("<good>", good).replace("<own>", own);
    if (why !== undefined) refused[part] = why;
  }
  // A blob's signature names no subject: it is no signature of other bytes.
  if (made.borrowed) {
    refused.signature =
      'signature is "signature verification failed": expected what the trusted root vouches for';
  }
  return refused;
}
