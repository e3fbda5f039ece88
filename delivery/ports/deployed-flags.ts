import type { ReleaseContract } from "../../infra/release/contract";

/** The feature flags that are deployed. */
export interface DeployedFlags {
  /**
   * Keys of the flags that callers of a workload have, empty before the first deployment of flags; nothing where the
   * platform has given the workload none.
   */
  keysOf(contract: ReleaseContract): Promise<readonly string[] | undefined>;
}
