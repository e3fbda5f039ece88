/** What GitHub holds a deployment to one environment to. */
export interface EnvironmentRules {
  readonly name: string;
  /** Whether an administrator of the repository may go on without a review. */
  readonly canAdminsBypass: boolean;
  /** Whether who started a run may not approve it. */
  readonly preventSelfReview: boolean;
  /** Slugs of the teams that review, and logins of people. */
  readonly reviewers: readonly string[];
  /** The only refs that may deploy to it, as GitHub's patterns; nothing where every ref may. */
  readonly refs:
    | readonly { readonly type: "branch" | "tag"; readonly pattern: string }[]
    | undefined;
  /** Ids of the GitHub Apps that have to agree: its custom deployment protection rules. */
  readonly ruleApps: readonly number[];
}

/** One ruleset of a repository. */
export interface Ruleset {
  readonly name: string;
  readonly target: string;
  readonly enforcement: string;
  readonly includes: readonly string[];
  readonly excludes: readonly string[];
  /** GitHub's words for its rules, such as `required_status_checks`, in alphabetical order. */
  readonly rules: readonly string[];
  /** The checks that must pass, each with the id of the App that reports it, where one is named. */
  readonly checks: readonly { readonly name: string; readonly appId?: number }[];
  /** Who may pass over it, such as `Team 800001`. */
  readonly bypassActors: readonly string[];
}

/** What a team may do in a repository, each with what those before it may do. */
export type TeamRole = "pull" | "triage" | "push" | "maintain" | "admin";
