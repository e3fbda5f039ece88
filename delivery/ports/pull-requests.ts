/** A change that people are to review. */
export interface Proposal {
  /** `owner/name`. */
  readonly repository: string;
  /** What the change is about, in kebab-case: there is one open pull request of it at a time. */
  readonly topic: string;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
  /** New text of each file, by its path in the repository. */
  readonly files: Readonly<Record<string, string>>;
}

/** Changes of a repository that people review and merge: nothing is written to its default branch. */
export interface PullRequests {
  /** Text of a file of the default branch; nothing where there is none. */
  file(repository: string, path: string): Promise<string | undefined>;
  /**
   * Opens a pull request, or adds to the open one of the same topic what it lacks. Nothing is forced: a branch only
   * gains commits. Answers its URL.
   */
  propose(proposal: Proposal): Promise<string>;
}
