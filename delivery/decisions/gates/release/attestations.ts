import { artifactDigest, artifactsFor } from "../../release/artifacts-for";
import type { Release } from "../../release/release";
import { pass } from "../../verdict";
import type { ArtifactVerification } from "../facts";
import { decideFrom, type Finding } from "../finding";
import { gate } from "../gate";

type Part = "signature" | "provenance" | "sbom";

/** What is verified: an artifact, or the manifest that names the artifacts. */
type What = Release["artifacts"][number]["type"] | "manifest";

/** What each may do without: a manifest describes no packages, and its signature says who has built it. */
const NOT_NEEDED: Partial<Record<What, readonly Part[]>> = {
  manifest: ["provenance", "sbom"],
  "terraform-plan": ["sbom"],
};

/**
 * The manifest is signed, and signature, provenance and SBOM of every artifact are verified against its digest
 * (CI/CL-002 §15). Of Terraform's plans, the one of this environment is asked for.
 */
export const attestationsGate = gate({
  name: "attestations",
  question:
    "Is the manifest signed, and are signature, provenance and SBOM of every artifact verified?",
  environments: ["stg", "prod"],
  decide(fact, { release, digest: manifest, environment }) {
    const verifications = fact("verifications");
    const artifacts = artifactsFor(release, environment);
    const findings = [
      ...findingsOf("manifest", manifest, verifications),
      ...artifacts.flatMap((each) => findingsOf(each.type, artifactDigest(each), verifications)),
      ...(artifacts.length === 0
        ? [{ kind: "no", reason: `There is no artifact for ${environment}.` } as const]
        : []),
    ];
    const verified = artifacts.map(artifactDigest).join(", ");
    return decideFrom(findings, () => pass(`Verified: ${verified}, and the manifest ${manifest}.`));
  },
});

function findingsOf(
  type: What,
  digest: string,
  all: readonly ArtifactVerification[],
): readonly Finding[] {
  const what = `the ${type} ${digest}`;
  const own = all.filter((each) => each.digest === digest);
  if (own.length === 0) return [{ kind: "no", reason: `Nobody has verified ${what}.` }];
  return own.flatMap((found) =>
    (["signature", "provenance", "sbom"] as const).map((part): Finding => {
      const result = found[part];
      if (result.state === "verified") return { kind: "yes" };
      if (result.state === "refused") {
        return { kind: "no", reason: `The ${part} of ${what} is refused: ${result.why}.` };
      }
      if (NOT_NEEDED[type]?.includes(part)) return { kind: "yes" };
      return { kind: "no", reason: `The ${part} of ${what} was not looked for.` };
    }),
  );
}
