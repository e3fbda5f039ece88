import type { Run } from "../../../sandbox/supply-chain/github-claims";

/** A run that builds a release of `billing` as the platform wants it. */
export const RELEASE_RUN: Run = {
  repository: "neurocipher/billing",
  repositoryId: 812345678,
  ref: "refs/tags/v1.4.0",
  commit: "3f2a9c1d4e5b60718293a4b5c6d7e8f901234567",
  workflow: "neurocipher/nc-platform/.github/workflows/release.yml@refs/heads/main",
};
