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
