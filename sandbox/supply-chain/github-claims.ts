/** A run of GitHub Actions, as far as its token tells of it. */
export interface Run {
  /** `owner/name`, and its id. */
  readonly repository: string;
  readonly repositoryId: number;
  /** In full, such as `refs/tags/v1.4.0`. */
  readonly ref: string;
  readonly commit: string;
  /** Reusable workflow and its ref: `owner/name/.github/workflows/file.yml@refs/heads/main`. */
  readonly workflow: string;
  /** @default "github-hosted" */
  readonly runner?: "github-hosted" | "self-hosted";
}

/** The claims of its token (GitHub docs, "OpenID Connect reference"). */
export function claimsOf({ repository, repositoryId, ref, commit, workflow, runner }: Run) {
  const [owner = ""] = repository.split("/");
  return {
    sub: `repo:${repository}:ref:${ref}`,
    repository,
    repository_id: `${repositoryId}`,
    repository_owner: owner,
    repository_owner_id: "71234567",
    repository_visibility: "private",
    ref,
    sha: commit,
    event_name: "push",
    workflow: "Release",
    workflow_ref: `${repository}/.github/workflows/release.yml@${ref}`,
    workflow_sha: commit,
    job_workflow_ref: workflow,
    job_workflow_sha: "aa11bb22cc33dd44ee55ff6600778899aabbccdd",
    runner_environment: runner ?? "github-hosted",
    run_id: "9001",
    run_attempt: "1",
  };
}
