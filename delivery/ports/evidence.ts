import type { Release } from "../decisions/release/release";

/** Signed statements about releases, which travel with them from stg to prod. */
export interface Evidence {
  /** Keeps a signed statement beside its release. The same one twice is kept once. */
  put(release: Release, bundle: string): Promise<void>;
  /** Every signed statement about a release, none of them verified; empty where there is none. */
  of(release: Release): Promise<readonly string[]>;
}
