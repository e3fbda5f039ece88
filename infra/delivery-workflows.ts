/**
 * The reusable workflows of the platform's repository that a deploy role of stg or prod trusts, and
 * the only ref that they may be at. Their file names are part of every such role's trust.
 */
export const DELIVERY_WORKFLOWS = {
  /** Promotes a release of a workload. */
  promote: "promote.yml",
  /** Applies the platform itself. */
  apply: "apply.yml",
  ref: "refs/heads/main",
} as const;
