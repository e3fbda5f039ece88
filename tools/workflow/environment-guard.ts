import { pathToFileURL } from "node:url";
import { z } from "zod";
import { isEnvironment } from "../../infra/environments";
import {
  environmentsOf,
  type GitHubEnvironment,
  planEnvironmentOf,
  publishEnvironmentOf,
} from "../../infra/github/environments";
import { type Frozen, formatProblem, InvalidInput, parse } from "../../infra/problems";
import type { Settings } from "../../infra/settings/parse";
import { readStackFile } from "../../infra/settings/stack-file";
import { reportError } from "../report-error";

const ROOT = new URL("../../", import.meta.url);

/** What is read of an environment and of its refs. Source: GitHub's REST API, "Environments". */
const environment = z.object({
  can_admins_bypass: z.boolean(),
  protection_rules: z.array(
    z.object({
      type: z.string(),
      prevent_self_review: z.boolean().optional(),
      reviewers: z
        .array(z.object({ type: z.string(), reviewer: z.object({ id: z.number() }) }))
        .optional(),
    }),
  ),
  deployment_branch_policy: z
    .object({ protected_branches: z.boolean(), custom_branch_policies: z.boolean() })
    .nullable(),
});
const refs = z.object({
  branch_policies: z.array(z.object({ name: z.string(), type: z.string().default("branch") })),
});

type Guard = Frozen<z.output<typeof environment>>;
type Refs = Frozen<z.output<typeof refs>>;

/**
 * How a GitHub environment differs from the one that the settings ask for; nothing if it does not.
 * GitHub makes an environment that a job names and that is missing, without any rule.
 */
export function guardProblems(
  wanted: GitHubEnvironment,
  guard: Guard,
  { branch_policies: policies }: Refs,
): string[] {
  const problems: string[] = [];
  const check = (field: string, got: unknown, want: unknown) => {
    if (JSON.stringify(got) === JSON.stringify(want)) return;
    problems.push(formatProblem(`${wanted.name}.${field}`, got, JSON.stringify(want)));
  };
  const reviewers = wanted.reviewers ? [`Team ${wanted.reviewers.id}`] : [];
  const rule = guard.protection_rules.find(({ type }) => type === "required_reviewers");
  const asked = rule?.reviewers?.map(({ type, reviewer: { id } }) => `${type} ${id}`) ?? [];
  const only = "branch" in wanted.refs ? ["branch", wanted.refs.branch] : ["tag", wanted.refs.tag];
  check("can_admins_bypass", guard.can_admins_bypass, false);
  check("reviewers", asked, reviewers);
  if (wanted.reviewers) check("prevent_self_review", rule?.prevent_self_review ?? false, true);
  check("custom_branch_policies", guard.deployment_branch_policy?.custom_branch_policies, true);
  check(
    "branch_policies",
    policies.map(({ type, name }) => [type, name]),
    [only],
  );
  return problems;
}

/**
 * Compares every GitHub environment that a run passes on its way with what the settings ask for.
 *
 * @param api - URL of the repository in GitHub's API
 * @throws {InvalidInput} that lists every difference
 */
export async function assertGuarded(
  wanted: readonly GitHubEnvironment[],
  api: string,
  token: string,
): Promise<void> {
  const get = async (path: string): Promise<unknown> => {
    const headers = {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${token}`,
      "x-github-api-version": "2022-11-28",
    };
    const response = await fetch(`${api}/environments/${path}`, { headers });
    if (!response.ok) throw new InvalidInput(path, [`GitHub answers ${response.status}`]);
    return response.json();
  };
  const problems: string[] = [];
  for (const each of wanted) {
    const name = encodeURIComponent(each.name);
    const guard = parse(environment, await get(name), each.name);
    const custom = guard.deployment_branch_policy?.custom_branch_policies === true;
    const listed = custom
      ? await get(`${name}/deployment-branch-policies`)
      : { branch_policies: [] };
    problems.push(...guardProblems(each, guard, parse(refs, listed, each.name)));
  }
  if (problems.length > 0) throw new InvalidInput("GitHub environments", problems);
}

/** The GitHub environments in which an environment is delivered to, published to, or planned. */
const GUARDED = {
  deploy: environmentsOf,
  publish: (of: Settings) => [publishEnvironmentOf(of) ?? missing("publish", of)],
  plan: (of: Settings) => [planEnvironmentOf(of) ?? missing("plan", of)],
} as const satisfies Record<string, (of: Settings) => readonly GitHubEnvironment[]>;

function missing(job: string, { environment: name }: Settings): never {
  throw new InvalidInput("arguments", [
    formatProblem("environment", name, `one with a GitHub environment to ${job} in`),
  ]);
}

/**
 * The GitHub environments by which a job may go on.
 *
 * @param job - what it does: `deploy`, `publish` or `plan`
 * @throws {InvalidInput} if nobody does that in the environment
 */
export function guardedEnvironments(settings: Settings, job: string): readonly GitHubEnvironment[] {
  const [, of] = Object.entries(GUARDED).find(([key]) => key === job) ?? [];
  if (of) return of(settings);
  const want = `one of ${Object.keys(GUARDED).join(", ")}`;
  throw new InvalidInput("arguments", [formatProblem("job", job, want)]);
}

/** `tools/workflow/environment-guard.ts <environment> [deploy|publish|plan]`, before a job assumes a role. */
async function main(name = "", job = "deploy"): Promise<void> {
  if (!isEnvironment(name)) throw new Error(`environment is ${name}`);
  const { GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_TOKEN = "" } = process.env;
  const { settings } = readStackFile(ROOT, name);
  const api = `${GITHUB_API_URL}/repos/${GITHUB_REPOSITORY}`;
  await assertGuarded(guardedEnvironments(settings, job), api, GITHUB_TOKEN);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await main(...process.argv.slice(2)).catch(reportError);
}
