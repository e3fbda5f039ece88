import type { ReviewWait, RunPeople } from "../decisions/gates/facts";

/** Who started a run, who reviewed it, and how long it waited for them. */
export interface Approvals {
  /**
   * @param repository - `owner/name`
   * @param runId - numeric id of the workflow run
   * @param teams - slugs of the teams whose members may approve; each reviewer's membership of these is looked up
   */
  ofRun(repository: string, runId: number, teams: readonly string[]): Promise<RunPeople>;
  /**
   * How long the jobs of a run waited for reviews that are given, in no order.
   *
   * @param repository - `owner/name`
   * @param runId - numeric id of the workflow run
   */
  waitsOf(repository: string, runId: number): Promise<readonly ReviewWait[]>;
}
