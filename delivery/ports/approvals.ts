import type { RunPeople } from "../decisions/gates/facts";

/** Who started a run, and who reviewed it. */
export interface Approvals {
  /**
   * @param repository - `owner/name`
   * @param runId - numeric id of the workflow run
   * @param teams - slugs of the teams whose members may approve; each reviewer's membership of these is looked up
   */
  ofRun(repository: string, runId: number, teams: readonly string[]): Promise<RunPeople>;
}
