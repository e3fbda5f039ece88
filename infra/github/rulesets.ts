/** What a ruleset of a repository has to be, in the words of GitHub's REST API. */
export interface WantedRuleset {
  readonly name: string;
  readonly target: "branch" | "tag";
  readonly includes: readonly string[];
  readonly excludes: readonly string[];
  /** In alphabetical order. */
  readonly rules: readonly string[];
  /** Names of the checks that must pass, each reported by GitHub Actions. */
  readonly checks: readonly string[];
  /** Whether the release team, and it alone, passes over it. */
  readonly isOpenToReleaseTeam: boolean;
}

/**
 * The rulesets of a repository; `components/github/repository-rules.ts` makes them, and a test compares the two.
 *
 * @param checks - names under which its required checks are reported
 */
export const wantedRulesets = (checks: readonly string[]): readonly WantedRuleset[] => [
  {
    name: "main",
    target: "branch",
    includes: ["refs/heads/main"],
    excludes: [],
    rules: [
      "deletion",
      "non_fast_forward",
      "pull_request",
      "required_linear_history",
      "required_status_checks",
    ],
    checks,
    isOpenToReleaseTeam: false,
  },
  {
    name: "release-tags",
    target: "tag",
    includes: ["refs/tags/v*"],
    excludes: [],
    rules: ["deletion", "non_fast_forward", "required_status_checks", "update"],
    checks,
    isOpenToReleaseTeam: false,
  },
  {
    name: "release-tags-creation",
    target: "tag",
    includes: ["refs/tags/v*"],
    excludes: [],
    rules: ["creation"],
    checks: [],
    isOpenToReleaseTeam: true,
  },
  {
    name: "no-other-tags",
    target: "tag",
    includes: ["~ALL"],
    excludes: ["refs/tags/v*"],
    rules: ["creation", "update"],
    checks: [],
    isOpenToReleaseTeam: false,
  },
  {
    name: "no-branch-like-a-tag",
    target: "branch",
    includes: ["refs/heads/v*", "refs/heads/v*/**/*"],
    excludes: [],
    rules: ["creation", "update"],
    checks: [],
    isOpenToReleaseTeam: false,
  },
];
