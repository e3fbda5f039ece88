import type { Commit } from "../decisions/changelog/commits";

/** What a release holds that the one before it does not. */
export interface Changes {
  /** Full id of its own commit. @default - it is not known */
  readonly commit?: string;
  /** Tag of the last release before it. @default - it is the first */
  readonly previous?: string;
  /** Newest first; merges are left out. */
  readonly commits: readonly Commit[];
}

/** The history of a workload's repository. */
export interface History {
  /**
   * What has changed up to a version, which has a tag.
   *
   * @param version - such as `v1.4.0`
   * @throws {InvalidInput} if there is no such tag, or the history is not there
   */
  changesOf(version: string): Promise<Changes>;
}
