import type { ReleaseContract } from "../../infra/release/contract";

/** What releases need to know of the workloads of one environment. */
export interface Contracts {
  /** @throws {InvalidInput} if there is none, or it is of another shape */
  of(workload: string): Promise<ReleaseContract>;
}
