import type { CheckRun } from "../decisions/gates/facts";

/** Checks of commits. */
export interface Checks {
  /**
   * Every check run that was reported on a commit, whoever reported it, also those that a newer one follows.
   *
   * @param repository - `owner/name`
   * @param commit - its full id, 40 hex digits
   */
  ofCommit(repository: string, commit: string): Promise<readonly CheckRun[]>;
}
