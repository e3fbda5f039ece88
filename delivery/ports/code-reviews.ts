/** A file of a repository at a commit. */
export interface CommittedFile {
  /** `owner/name`. */
  readonly repository: string;
  /** Full id of the commit, 40 hex digits. */
  readonly commit: string;
  /** From the folder of the repository. */
  readonly path: string;
}

/** Who stands for a repository's files at a commit: the text of its CODEOWNERS, and where that lies. */
export interface CodeOwners {
  readonly path: string;
  readonly text: string;
}

/** Reviews of the pull requests that brought what is in a repository. */
export interface CodeReviews {
  /**
   * Logins of the members of a team who approved the newest change of a file: in the pull request that brought it,
   * their newest review approves its last commit, and they are not its author.
   *
   * @param team - slug of a team of the repository's owner
   */
  approversOf(file: CommittedFile, team: string): Promise<readonly string[]>;
  /** The file that GitHub reads at a commit; nothing where there is none. */
  codeOwners(at: Pick<CommittedFile, "repository" | "commit">): Promise<CodeOwners | undefined>;
}
