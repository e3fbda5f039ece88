import type { ReviewWait, RunPeople } from "../decisions/gates/facts";

/** What a run was started with. */
export interface RunSource {
  /** Full id of the commit. */
  readonly commit: string;
  /** Short name of the tag or branch; nothing where GitHub names none. */
  readonly ref: string | null;
}

/** Of what a run is, who started and reviewed it, and how long it waited for them. */
export interface Approvals {
  /**
   * @param repository - `owner/name`
   * @param runId - numeric id of the workflow run
   */
  sourceOf(repository: string, runId: number): Promise<RunSource>;
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
