import { isSameName } from "./names";

/**
 * Checks without which nothing is merged to `main` and no commit is released (CI/CL-002 §12): names of the jobs that
 * report them, in the platform's own workflows, and in `check.yml`, which every other repository calls.
 */
export const REQUIRED_CHECKS = [
  "CI gates",
  "CodeQL",
  "Trivy",
  "IaC scan",
  "Contract diff",
] as const;

/** One of them, by the name of its own job. */
export type RequiredCheck = (typeof REQUIRED_CHECKS)[number];

/** Key of the job with which a repository's workflow calls `check.yml`; `nc workflows render` writes it. */
export const CHECK_JOB = "check";

/**
 * The name under which GitHub reports a required check of a repository. A job of a workflow that is called has the
 * name of the job that calls it before its own (GitHub docs, "Reusing workflow configurations").
 *
 * @param repository - its name, without the owner
 * @param platform - name of the platform's own repository
 */
export function reportedNameOf(check: RequiredCheck, repository: string, platform: string): string {
  return isSameName(repository, platform) ? check : `${CHECK_JOB} / ${check}`;
}

/** The names under which GitHub reports every required check of a repository; parameters as of `reportedNameOf`. */
export function requiredChecksOf(repository: string, platform: string): readonly string[] {
  return REQUIRED_CHECKS.map((check) => reportedNameOf(check, repository, platform));
}

/** Id of the GitHub App `github-actions` on github.com (GET /apps/github-actions): who reports. */
export const GITHUB_ACTIONS_APP = 15_368;

/**
 * The reusable workflows of the platform's repository that a role trusts, and the only ref that they
 * may be at. Their file names are part of every such role's trust. A call names them at `@main`, as
 * GitHub takes no full ref there and would prefer a tag `main` (GitHub docs, "Reusing workflow
 * configurations"); the claim holds the full ref, so that such a tag is refused.
 */
export const DELIVERY_WORKFLOWS = {
  /** Builds and signs a release, and publishes it where it is promoted from. */
  release: "release.yml",
  /** Promotes a release of a workload. */
  promote: "promote.yml",
  /** Applies the platform itself. */
  apply: "apply.yml",
  /** Plans a release of the platform. */
  plan: "plan.yml",
  /** Looks for changes past the program. */
  drift: "detect-drift.yml",
  /** Plans a Terraform stack. */
  terraform: "terraform.yml",
  ref: "refs/heads/main",
} as const;
