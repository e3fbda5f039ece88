import { formatProblem, InvalidInput } from "../../../infra/problems";
import { type Release, releaseId } from "../../decisions/release/release";
import type { Artifacts } from "../../ports/artifacts";
import type { Attestations } from "../../ports/attestations";

/** Artifacts in one place. */
export interface VerifiedPlace {
  /** Heading of a message about it. */
  readonly name: string;
  readonly attestations: Attestations;
}

/**
 * Copies releases with all of `copies`, once everything of a release is verified where it comes from, and verifies it
 * again where it has arrived (CI/CL-002 §15).
 */
export function verifiedPromotion(
  from: VerifiedPlace,
  to: VerifiedPlace,
  copies: readonly Artifacts[],
): Artifacts {
  return {
    async copy(release) {
      await refuseUnverified(from, release);
      for (const each of copies) await each.copy(release);
      await refuseUnverified(to, release);
    },
  };
}

/**
 * Refuses a release of which something is not verified: its manifest, or an artifact of it.
 *
 * @throws {InvalidInput} that lists every reason
 */
export async function refuseUnverified(
  { name, attestations }: VerifiedPlace,
  release: Release,
): Promise<void> {
  const id = releaseId(release);
  const found = await attestations.of(release);
  const problems = found.flatMap((each) =>
    (["signature", "provenance", "sbom"] as const).flatMap((part) => {
      const result = each[part];
      if (result.state !== "refused") return [];
      const what = each.digest === id ? "the manifest" : each.digest;
      return [`${part} of ${what} is refused: ${result.why}`];
    }),
  );
  if (found.every(({ digest }) => digest === id)) {
    problems.push(formatProblem("artifacts", 0, "one or more for this environment"));
  }
  if (problems.length > 0) throw new InvalidInput(name, problems);
}
