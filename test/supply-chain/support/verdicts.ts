import { PREDICATES, statementDigest } from "../../../delivery/adapters/signing/statement";
import { verifierOf } from "../../../delivery/adapters/signing/trusted-root";
import { verifyArtifact } from "../../../delivery/adapters/signing/verify-artifact";
import type { Part } from "./cases";
import { ISSUER } from "./fulcio-config";
import { RELEASE_RUN } from "./github-claims";

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
  const found = verifyArtifact(verifierOf(trustedRoot), artifact, EXPECTED);
  const refused: Partial<Record<Part, string>> = {};
  for (const part of PARTS) {
    const result = found[part];
    if (result.state !== "verified") {
      refused[part] = result.state === "refused" ? result.why : result.state;
    }
  }
  return refused;
}
