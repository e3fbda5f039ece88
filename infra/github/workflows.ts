/**
 * Checks without which nothing is merged to `main` and no commit is released (CI/CL-002 §12). In
 * every repository, a job of exactly this name reports each.
 */
export const REQUIRED_CHECKS = [
  "CI gates",
  "CodeQL",
  "Trivy",
  "IaC scan",
  "Contract diff",
] as const;

/** Id of the GitHub App `github-actions` on github.com (GET /apps/github-actions): who reports. */
export const GITHUB_ACTIONS_APP = 15_368;

/**
 * The reusable workflows of the platform's repository that a role trusts, and the only ref that they
 * may be at. Their file names are part of every such role's trust. A call names them at `@main`, as
 * GitHub takes no full ref there and would prefer a tag `main` (GitHub docs, "Reusing workflow
 * configurations"); the claim holds the full ref, so that such a tag is refused.
 */
export const DELIVERY_WORKFLOWS = {
  /** Promotes a release of a workload. */
  promote: "promote.yml",
  /** Applies the platform itself. */
  apply: "apply.yml",
  /** Plans a release of the platform. */
  plan: "plan.yml",
  /** Plans a Terraform stack. */
  terraform: "terraform.yml",
  ref: "refs/heads/main",
} as const;
