import type { ArtifactVerification } from "../decisions/gates/facts";
import type { Release } from "../decisions/release/release";

/** What is attached to the artifacts of releases: signatures, provenance and SBOMs. */
export interface Attestations {
  /** What the verification of each artifact of a release found, in the order of its artifacts. */
  of(release: Release): Promise<readonly ArtifactVerification[]>;
}
