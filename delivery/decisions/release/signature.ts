import { formatProblem } from "../../../infra/problems";
import { type Release, releaseId } from "./release";

/** A signed statement, once its signature is verified. */
export interface SignedStatement {
  /** Digests of what it is about, 64 hex digits each. */
  readonly subjects: readonly string[];
  /** The workflow that signed it, as a `job_workflow_ref`. */
  readonly identity: string;
  /** GitHub's id of the repository whose run signed it. */
  readonly repositoryId: number;
}

/**
 * Why a statement does not sign a release; nothing where it does.
 *
 * @param signer - the workflow that has to have signed it. @default - any, in a run of the release's repository
 */
export function signatureProblems(
  release: Release,
  { subjects, identity, repositoryId }: SignedStatement,
  signer?: string,
): string[] {
  const id = releaseId(release);
  return [
    ...(subjects.some((each) => `sha256:${each}` === id)
      ? []
      : [formatProblem("subject", subjects, id)]),
    ...(repositoryId === release.repositoryId
      ? []
      : [formatProblem("repositoryId", repositoryId, `${release.repositoryId}`)]),
    ...(signer === undefined || identity === signer
      ? []
      : [formatProblem("signer", identity, signer)]),
  ];
}
