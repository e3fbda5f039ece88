import { formatProblem, InvalidInput } from "../../../infra/problems";
import type { ArtifactVerification } from "../../decisions/gates/facts";

/**
 * Refuses artifacts of which a signature, a provenance or an SBOM is not verified.
 *
 * @param digests - of the artifacts
 * @param place - where they lie: the heading of the message
 * @throws {InvalidInput} that lists every reason
 */
export function refuseUnverified(
  found: readonly ArtifactVerification[],
  digests: readonly string[],
  place: string,
): void {
  const problems = digests.flatMap((digest) => {
    const own = found.find((each) => each.digest === digest);
    if (own === undefined) return [formatProblem(digest, "not verified", "signed and attested")];
    return (["signature", "provenance", "sbom"] as const).flatMap((kind) => {
      const result = own[kind];
      return result.state === "refused" ? [`${kind} of ${digest} is refused: ${result.why}`] : [];
    });
  });
  if (problems.length > 0) throw new InvalidInput(place, problems);
}
