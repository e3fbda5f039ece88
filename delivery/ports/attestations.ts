import type { ArtifactVerification } from "../decisions/gates/facts";
import type { Release } from "../decisions/release/release";

/** What is attached to the artifacts of releases: signatures, provenance and SBOMs. */
export interface Attestations {
  /**
   * What the verification of a release's manifest found, and of each of its artifacts that the environment gets, in
   * their order.
   */
  of(release: Release): Promise<readonly ArtifactVerification[]>;
}
