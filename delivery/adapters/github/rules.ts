import { z } from "zod";
import type { EnvironmentRules, Ruleset, TeamRole } from "../../decisions/repository-rules/found";
import type { RepositoryRules } from "../../ports/repository-rules";
import type { GitHubClient } from "./client";
import { everyPage, PAGE } from "./pages";
import { ownerAndRepo } from "./repository";

/** Roles, the greatest first. */
const ROLES = ["admin", "maintain", "push", "triage", "pull"] as const satisfies TeamRole[];

/** Part of GitHub's answer to "Get an environment" that is used. */
const ENVIRONMENT = z.object({
  name: z.string(),
  // GitHub sends it, and its description lacks it. Where it is missing, administrators may: that is the default.
  can_admins_bypass: z.boolean().default(true),
  deployment_branch_policy: z.object({ custom_branch_policies: z.boolean() }).nullish(),
  protection_rules: z
    .array(
      z.object({
        type: z.string(),
        prevent_self_review: z.boolean().default(false),
        reviewers: z
          .array(
            z.object({
              reviewer: z.object({ slug: z.string().optional(), login: z.string().optional() }),
            }),
          )
          .default([]),
      }),
    )
    .default([]),
});

const DEPLOYMENT_RULES = z.object({
  custom_deployment_protection_rules: z
    .array(z.object({ enabled: z.boolean(), app: z.object({ id: z.int() }) }))
    .default([]),
});

const POLICIES = z.object({
  branch_policies: z.array(
    z.object({ name: z.string(), type: z.enum(["branch", "tag"]).default("branch") }),
  ),
});

/** GitHub's answer to "Check if immutable releases are enabled for a repository". */
const IMMUTABLE_RELEASES = z.object({ enabled: z.boolean() });

const LISTED = z.array(z.object({ id: z.int() }));

/** Part of GitHub's answer to "Get a repository ruleset" that is used. */
const RULESET = z.object({
  name: z.string(),
  target: z.string(),
  enforcement: z.string(),
  // Only who may change the ruleset is sent it; whoever is not cannot know that nobody passes over it.
  bypass_actors: z.array(z.object({ actor_id: z.number().nullish(), actor_type: z.string() })),
  conditions: z
    .object({ ref_name: z.object({ include: z.array(z.string()), exclude: z.array(z.string()) }) })
    .nullish(),
  rules: z.array(
    z.object({
      type: z.string(),
      parameters: z
        .object({
          required_status_checks: z
            .array(z.object({ context: z.string(), integration_id: z.number().nullish() }))
            .optional(),
        })
        .optional(),
    }),
  ),
});

const TEAM = z.object({ id: z.int() });
const REPOSITORY = z.object({ private: z.boolean() });
const WORKFLOW_ACCESS = z.object({ access_level: z.string() });
const TEAM_REPOSITORY = z.object({ permissions: z.record(z.string(), z.boolean()) });

/** Environments, rulesets and teams' access as GitHub has them now. */
export function gitHubRules(client: GitHubClient): RepositoryRules {
  return {
    async environment(repository, name): Promise<EnvironmentRules | undefined> {
      const asked = { ...ownerAndRepo(repository), environment_name: name };
      const found = await client.find(
        "GET /repos/{owner}/{repo}/environments/{environment_name}",
        asked,
        ENVIRONMENT,
      );
      if (!found) return undefined;
      const reviews = found.protection_rules.filter(({ type }) => type === "required_reviewers");
      const policies = found.deployment_branch_policy?.custom_branch_policies
        ? await everyPage(async (page) => {
            const { branch_policies } = await client.ask(
              "GET /repos/{owner}/{repo}/environments/{environment_name}/deployment-branch-policies",
              { ...asked, per_page: PAGE, page },
              POLICIES,
            );
            return branch_policies;
          })
        : undefined;
      const { custom_deployment_protection_rules: ruled } = await client.ask(
        "GET /repos/{owner}/{repo}/environments/{environment_name}/deployment_protection_rules",
        asked,
        DEPLOYMENT_RULES,
      );
      return {
        name: found.name,
        canAdminsBypass: found.can_admins_bypass,
        preventSelfReview: reviews.some(({ prevent_self_review }) => prevent_self_review),
        reviewers: reviews.flatMap(({ reviewers }) =>
          reviewers.map(({ reviewer: { slug, login } }) => slug ?? login ?? "unknown"),
        ),
        refs: policies?.map(({ name: pattern, type }) => ({ type, pattern })),
        ruleApps: ruled.filter(({ enabled }) => enabled).map(({ app }) => app.id),
      };
    },

    async rulesets(repository): Promise<readonly Ruleset[]> {
      const parts = ownerAndRepo(repository);
      const listed = await everyPage((page) =>
        client.ask(
          "GET /repos/{owner}/{repo}/rulesets",
          { ...parts, per_page: PAGE, page },
          LISTED,
        ),
      );
      const found: Ruleset[] = [];
      for (const { id } of listed) {
        const ruleset = await client.ask(
          "GET /repos/{owner}/{repo}/rulesets/{ruleset_id}",
          { ...parts, ruleset_id: id },
          RULESET,
        );
        found.push(rulesetOf(ruleset));
      }
      return found;
    },

    async teamRole(repository, team) {
      const { owner, repo } = ownerAndRepo(repository);
      const found = await client.find(
        "GET /orgs/{org}/teams/{team_slug}/repos/{owner}/{repo}",
        {
          org: owner,
          team_slug: team,
          owner,
          repo,
          // Without it, GitHub says only that there is access, with status 204.
          headers: { accept: "application/vnd.github.v3.repository+json" },
        },
        TEAM_REPOSITORY,
      );
      return ROLES.find((role) => found?.permissions[role]);
    },

    async teamId(organization, team) {
      const asked = { org: organization, team_slug: team };
      return (await client.find("GET /orgs/{org}/teams/{team_slug}", asked, TEAM))?.id;
    },

    async workflowAccess(repository) {
      const parts = ownerAndRepo(repository);
      const found = await client.ask("GET /repos/{owner}/{repo}", parts, REPOSITORY);
      if (!found.private) return undefined;
      const { access_level } = await client.ask(
        "GET /repos/{owner}/{repo}/actions/permissions/access",
        parts,
        WORKFLOW_ACCESS,
      );
      return access_level;
    },

    async hasImmutableReleases(repository) {
      // GitHub answers 404 where they are not enabled.
      const route = "GET /repos/{owner}/{repo}/immutable-releases";
      const found = await client.find(route, ownerAndRepo(repository), IMMUTABLE_RELEASES);
      return found?.enabled ?? false;
    },
  };
}

function rulesetOf(ruleset: z.output<typeof RULESET>): Ruleset {
  const { name, target, enforcement, conditions, rules, bypass_actors } = ruleset;
  const checks = rules.flatMap(({ parameters }) => parameters?.required_status_checks ?? []);
  return {
    name,
    target,
    enforcement,
    includes: conditions?.ref_name.include ?? [],
    excludes: conditions?.ref_name.exclude ?? [],
    rules: rules.map(({ type }) => type).sort(),
    checks: checks.map(({ context, integration_id: appId }) =>
      typeof appId === "number" ? { name: context, appId } : { name: context },
    ),
    bypassActors: bypass_actors.map(({ actor_type, actor_id }) =>
      typeof actor_id === "number" ? `${actor_type} ${actor_id}` : actor_type,
    ),
  };
}
