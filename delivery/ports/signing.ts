/** Signs statements as the workflow that runs. */
export interface Signing {
  /**
   * @param statement - an in-toto statement v1, as JSON
   * @returns the signed statement: a Sigstore bundle or a DSSE envelope, as JSON
   */
  sign(statement: string): Promise<string>;
}

/** A statement, once its signature is verified. */
export interface VerifiedStatement {
  /** The in-toto statement, as the JSON that was signed. */
  readonly statement: string;
  /** The workflow that signed it: its `job_workflow_ref`, such as `nc/platform/.github/workflows/promote.yml@refs/heads/main`. */
  readonly identity: string;
  /** GitHub's id of the repository whose run signed it: the workflow can be called from any. */
  readonly repositoryId: number;
}

/** Verifies what {@link Signing} has signed. It says who signed, and leaves it to its caller whom to trust. */
export interface Verification {
  /** @throws {InvalidInput} that says why it is refused: no signature, a changed one, or one that nobody vouches for */
  verify(bundle: string): Promise<VerifiedStatement>;
}
