/** A release as people see it in its repository. */
export interface PublishedRelease {
  /** `owner/name`. */
  readonly repository: string;
  /** Its tag, such as `v1.2.3`. */
  readonly tag: string;
  /** Full id of the tagged commit. */
  readonly commit: string;
  /** Markdown. */
  readonly notes: string;
  /** Whether it goes to dev and stg alone. */
  readonly isPreRelease: boolean;
}

/** Releases as people see them: GitHub releases. */
export interface ReleasePages {
  /**
   * Publishes a release, or gives the one of the same tag these notes. Answers its URL.
   *
   * @throws {InvalidInput} if the tag is at another commit
   */
  publish(release: PublishedRelease): Promise<string>;
}
