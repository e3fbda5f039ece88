import type { Release } from "../../release/release";
import { pass } from "../../verdict";
import type { ArtifactVerification } from "../facts";
import { decideFrom, type Finding } from "../finding";
import { gate } from "../gate";

type Artifact = Release["artifacts"][number];

/** Signature, provenance and SBOM of every artifact are verified against its digest (CI/CL-002 §15). */
export const attestationsGate = gate({
  name: "attestations",
  question: "Are signature, provenance and SBOM of every artifact verified?",
  environments: ["stg", "prod"],
  decide(fact, { release: { artifacts } }) {
    const verifications = fact("verifications");
    const findings = artifacts.flatMap((artifact) => findingsOf(artifact, verifications));
    return decideFrom(findings, () => pass(`Verified: ${artifacts.map(digestOf).join(", ")}.`));
  },
});

function digestOf(artifact: Artifact): string {
  return artifact.type === "image" ? artifact.digest : `sha256:${artifact.sha256}`;
}

function findingsOf(artifact: Artifact, all: readonly ArtifactVerification[]): Finding[] {
  const digest = digestOf(artifact);
  const what = `the ${artifact.type} ${digest}`;
  const own = all.filter((each) => each.digest === digest);
  if (own.length === 0) return [{ kind: "no", reason: `Nobody has verified ${what}.` }];
  return own.flatMap((found) =>
    (["signature", "provenance", "sbom"] as const).map((key): Finding => {
      const result = found[key];
      if (result.state === "verified") return { kind: "yes" };
      if (result.state === "refused") {
        return { kind: "no", reason: `The ${key} of ${what} is refused: ${result.why}.` };
      }
      // A Terraform plan has no packages inside; everything else has.
      if (artifact.type === "terraform-plan") return { kind: "yes" };
      return { kind: "no", reason: `The ${key} of ${what} was not looked for.` };
    }),
  );
}
