import type { Release } from "../decisions/release/release";

/** The releases of one environment: made once, and never changed. */
export interface Releases {
  /**
   * A release by its version, such as `v1.4.0`; nothing where there is none.
   *
   * @throws {InvalidInput} if what is stored is no release of that workload and version
   */
  find(workload: string, version: string): Promise<Release | undefined>;
  /**
   * Stores a release. The same one again changes nothing.
   *
   * @throws {InvalidInput} if another release has its version
   */
  put(release: Release): Promise<void>;
}
