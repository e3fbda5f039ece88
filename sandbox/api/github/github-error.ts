/** What GitHub answers to a call that it refuses. */
export class GitHubError extends Error {
  override readonly name = "GitHubError";

  /**
   * @param message - in GitHub's words
   * @param errors - what is wrong with the input, where GitHub says so
   */
  constructor(
    readonly status: number,
    message: string,
    readonly errors: readonly string[] = [],
  ) {
    super(message);
  }
}

/** GitHub's answer for what is not there, or not to be seen. */
export function notFound(): GitHubError {
  return new GitHubError(404, "Not Found");
}
