import * as github from "@pulumi/github";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import { mainEnforcement } from "../../infra/github/ruleset-exceptions";
import { GITHUB_ACTIONS_APP, requiredChecksOf } from "../../infra/github/workflows";

/** Tags that are releases. GitHub's `*` matches no `/` (GitHub docs, "Creating rulesets"). */
const RELEASES = "refs/tags/v*";

/** Neither deleted nor rewritten. */
const IMMUTABLE = { deletion: true, nonFastForward: true } as const;

const REVIEWED = {
  allowedMergeMethods: ["squash"],
  dismissStaleReviewsOnPush: true,
  requireCodeOwnerReview: true,
  requireLastPushApproval: true,
  requiredApprovingReviewCount: 1,
  requiredReviewThreadResolution: true,
};

export interface RepositoryRulesArgs {
  /** The platform in the one environment whose stack manages rules. */
  context: Context;
  /** Name of the repository, without its owner. */
  repository: string;
}

/**
 * The rules of `main`, of release tags and of every other name in one repository. Nobody can bypass
 * them, except that the release team, and it alone, may create a release tag. All are active, except that
 * of `main` in a repository that the settings name, until its workflows report the required checks.
 */
export class RepositoryRules extends pulumi.ComponentResource {
  /** Names of the rulesets. */
  readonly names: readonly string[];

  constructor(name: string, args: RepositoryRulesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:github:RepositoryRules", name, {}, opts);
    const { context, repository } = args;
    const { "release-eng": releaseEng } = context.settings.teams;
    const checks = requiredChecksOf(repository, context.settings.github.repository);
    const requiredChecks = checks.map((context) => ({
      context,
      integrationId: GITHUB_ACTIONS_APP,
    }));
    const rulesets: Record<string, Ruleset> = {
      main: {
        target: "branch",
        conditions: only("refs/heads/main"),
        rules: {
          ...IMMUTABLE,
          requiredLinearHistory: true,
          pullRequest: REVIEWED,
          requiredStatusChecks: { requiredChecks, strictRequiredStatusChecksPolicy: true },
        },
      },
      "release-tags": {
        target: "tag",
        conditions: only(RELEASES),
        rules: { ...IMMUTABLE, update: true, requiredStatusChecks: { requiredChecks } },
      },
      // A bypass opens every rule of its ruleset, so making a tag has one to itself: the release
      // team, too, cannot move or delete one, nor tag a commit whose checks are not green.
      "release-tags-creation": {
        target: "tag",
        conditions: only(RELEASES),
        rules: { creation: true },
        bypassActors: [{ actorId: releaseEng.id, actorType: "Team", bypassMode: "always" }],
      },
      // Git and GitHub take a short name for a tag before they take it for a branch. So there is no
      // tag `main` or `origin/main`, and none that hides below `v1/`, where GitHub's `v*` ends.
      "no-other-tags": {
        target: "tag",
        conditions: { refName: { includes: ["~ALL"], excludes: [RELEASES] } },
        rules: { creation: true, update: true },
      },
      "no-branch-like-a-tag": {
        target: "branch",
        conditions: only("refs/heads/v*", "refs/heads/v*/**/*"),
        rules: { creation: true, update: true },
      },
    };
    for (const [key, ruleset] of Object.entries(rulesets)) {
      new github.RepositoryRuleset(
        `${name}-${key}`,
        {
          name: key,
          repository,
          // Alone of the rulesets, that of `main` stops work that has nothing to do with releases.
          enforcement: key === "main" ? mainEnforcement(context.settings, repository) : "active",
          ...ruleset,
        },
        { parent: this },
      );
    }
    this.names = Object.keys(rulesets);
    this.registerOutputs({ names: this.names });
  }
}

type Ruleset = Omit<github.RepositoryRulesetArgs, "enforcement" | "name" | "repository">;

function only(...includes: string[]): Ruleset["conditions"] {
  return { refName: { includes, excludes: [] } };
}
