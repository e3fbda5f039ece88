import { z } from "zod";
import { notFound } from "../github-error";
import { complete } from "../openapi/complete";
import type { GitHub } from "../state/store";
import { simpleTeam } from "./people";

/** What the program makes of an environment, as @pulumi/github has it. */
const MADE = z.object({
  repository: z.string(),
  environment: z.string(),
  canAdminsBypass: z.boolean().default(true),
  preventSelfReview: z.boolean().default(false),
  waitTimer: z.number().default(0),
  reviewers: z.array(z.object({ teams: z.array(z.number()).default([]) })).default([]),
  deploymentBranchPolicy: z
    .object({ protectedBranches: z.boolean(), customBranchPolicies: z.boolean() })
    .optional(),
});

const POLICY = z.object({
  repository: z.string(),
  environment: z.string(),
  policyId: z.number(),
  branchPattern: z.string().optional(),
  tagPattern: z.string().optional(),
});

const ENVIRONMENT = "github:index/repositoryEnvironment:RepositoryEnvironment";
const BRANCH_POLICY =
  "github:index/repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy";

/** An environment of a repository, and who reviews what is deployed to it. */
export interface Environment extends z.output<typeof MADE> {
  readonly id: number;
  /** Slugs of the teams. */
  readonly teams: readonly string[];
}

/** Those of a repository, in the order of their names. */
export function environmentsIn({ program, state }: GitHub, repository: string): Environment[] {
  return program
    .list(ENVIRONMENT)
    .map((entry) => MADE.parse(entry.state))
    .filter((each) => each.repository === repository)
    .map((each) => {
      const reviewers = each.reviewers.flatMap(({ teams }) => teams);
      // GitHub leaves out a reviewer who may not read the repository, and says nothing.
      const teams = state.teams.filter(
        ({ id, repositories }) => reviewers.includes(id) && repositories[repository] !== undefined,
      );
      return { ...each, id: idOf(each), teams: teams.map(({ slug }) => slug) };
    })
    .sort((one, other) => (one.environment < other.environment ? -1 : 1));
}

/** @throws {GitHubError} 404 where there is none */
export function environmentNamed(github: GitHub, repository: string, name: string): Environment {
  const found = environmentsIn(github, repository).find(({ environment }) => environment === name);
  if (!found) throw notFound();
  return found;
}

/** An environment as GitHub shows it. */
export function environmentAnswer({ state }: GitHub, environment: Environment) {
  const { id, waitTimer, preventSelfReview, deploymentBranchPolicy, teams } = environment;
  const reviewers = state.teams
    .filter(({ slug }) => teams.includes(slug))
    .map((team) => ({ type: "Team", reviewer: simpleTeam(state, team) }));
  const rules = [
    ...(waitTimer > 0 ? [{ type: "wait_timer", wait_timer: waitTimer }] : []),
    ...(reviewers.length > 0
      ? [{ type: "required_reviewers", prevent_self_review: preventSelfReview, reviewers }]
      : []),
    ...(deploymentBranchPolicy ? [{ type: "branch_policy" }] : []),
  ];
  return complete("environment", {
    id,
    name: environment.environment,
    can_admins_bypass: environment.canAdminsBypass,
    protection_rules: rules.map((rule, index) => ({ id: id + index, node_id: "", ...rule })),
    deployment_branch_policy: deploymentBranchPolicy
      ? {
          protected_branches: deploymentBranchPolicy.protectedBranches,
          custom_branch_policies: deploymentBranchPolicy.customBranchPolicies,
        }
      : null,
  });
}

/** The refs that may deploy to an environment, as GitHub shows them. */
export function branchPolicies({ program }: GitHub, { repository, environment }: Environment) {
  return program
    .list(BRANCH_POLICY)
    .map((entry) => POLICY.parse(entry.state))
    .filter((each) => each.repository === repository && each.environment === environment)
    .map(({ policyId, branchPattern, tagPattern }) => ({
      id: policyId,
      name: branchPattern ?? tagPattern,
      type: branchPattern === undefined ? "tag" : "branch",
    }));
}

/** The same for every answer that names it. */
function idOf({ repository, environment }: { repository: string; environment: string }): number {
  const name = `${repository}:${environment}`;
  return [...name].reduce((id, each) => (id * 31 + each.charCodeAt(0)) % 900_000_000, 7);
}
