import { z } from "zod";
import type { GitHub } from "../state/store";

const RULESET = "github:index/repositoryRuleset:RepositoryRuleset";

/** What the program makes of a ruleset, as @pulumi/github has it. */
const MADE = z.object({
  name: z.string(),
  repository: z.string(),
  target: z.string(),
  enforcement: z.string(),
  rulesetId: z.number(),
  conditions: z
    .object({ refName: z.object({ includes: z.array(z.string()), excludes: z.array(z.string()) }) })
    .optional(),
  bypassActors: z
    .array(
      z.object({
        actorId: z.number().optional(),
        actorType: z.string(),
        bypassMode: z.string().default("always"),
      }),
    )
    .default([]),
  rules: z.object({
    creation: z.boolean().default(false),
    update: z.boolean().default(false),
    deletion: z.boolean().default(false),
    nonFastForward: z.boolean().default(false),
    requiredLinearHistory: z.boolean().default(false),
    pullRequest: z
      .object({
        allowedMergeMethods: z.array(z.string()).default(["merge", "squash", "rebase"]),
        dismissStaleReviewsOnPush: z.boolean().default(false),
        requireCodeOwnerReview: z.boolean().default(false),
        requireLastPushApproval: z.boolean().default(false),
        requiredApprovingReviewCount: z.number().default(0),
        requiredReviewThreadResolution: z.boolean().default(false),
      })
      .optional(),
    requiredStatusChecks: z
      .object({
        strictRequiredStatusChecksPolicy: z.boolean().default(false),
        doNotEnforceOnCreate: z.boolean().default(false),
        requiredChecks: z.array(
          z.object({ context: z.string(), integrationId: z.number().optional() }),
        ),
      })
      .optional(),
  }),
});

/** The rulesets of a repository as GitHub shows them, in the order of their names. */
export function rulesetsIn({ program, state }: GitHub, repository: string) {
  return program
    .list(RULESET)
    .map((entry) => MADE.parse(entry.state))
    .filter((each) => each.repository === repository)
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map(({ rulesetId, name, target, enforcement, conditions, bypassActors, rules }) => ({
      id: rulesetId,
      name,
      target,
      source_type: "Repository",
      source: `${state.organization.login}/${repository}`,
      enforcement,
      bypass_actors: bypassActors.map(({ actorId, actorType, bypassMode }) => ({
        actor_id: actorId ?? null,
        actor_type: actorType,
        bypass_mode: bypassMode,
      })),
      conditions: {
        ref_name: {
          include: conditions?.refName.includes ?? [],
          exclude: conditions?.refName.excludes ?? [],
        },
      },
      rules: rulesOf(rules),
    }));
}

function rulesOf(rules: z.output<typeof MADE>["rules"]) {
  const { pullRequest, requiredStatusChecks: checks } = rules;
  const plain = [
    ["creation", rules.creation],
    ["update", rules.update],
    ["deletion", rules.deletion],
    ["non_fast_forward", rules.nonFastForward],
    ["required_linear_history", rules.requiredLinearHistory],
  ] as const;
  const reviewed = pullRequest && {
    type: "pull_request",
    parameters: {
      allowed_merge_methods: pullRequest.allowedMergeMethods,
      dismiss_stale_reviews_on_push: pullRequest.dismissStaleReviewsOnPush,
      require_code_owner_review: pullRequest.requireCodeOwnerReview,
      require_last_push_approval: pullRequest.requireLastPushApproval,
      required_approving_review_count: pullRequest.requiredApprovingReviewCount,
      required_review_thread_resolution: pullRequest.requiredReviewThreadResolution,
    },
  };
  const checked = checks && {
    type: "required_status_checks",
    parameters: {
      strict_required_status_checks_policy: checks.strictRequiredStatusChecksPolicy,
      do_not_enforce_on_create: checks.doNotEnforceOnCreate,
      required_status_checks: checks.requiredChecks.map(({ context, integrationId }) =>
        integrationId === undefined ? { context } : { context, integration_id: integrationId },
      ),
    },
  };
  return [
    ...plain.flatMap(([type, isOn]) => (isOn ? [{ type }] : [])),
    ...(reviewed ? [reviewed] : []),
    ...(checked ? [checked] : []),
  ];
}
