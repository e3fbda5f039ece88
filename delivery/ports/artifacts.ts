import type { Release } from "../decisions/release/release";

/** Where the artifacts of releases lie. */
export interface Artifacts {
  /**
   * Copies a release by digest, with everything attached to it, into the environment. What is there already is
   * left as it is.
   *
   * @throws {InvalidInput} if what arrived is not what the release names
   */
  copy(release: Release): Promise<void>;
}
