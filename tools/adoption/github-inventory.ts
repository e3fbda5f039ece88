import { z } from "zod";
import type {
  DeploymentRef,
  GitHubInventory,
  RepositoryContents,
} from "../../infra/adoption/inventory";

/** Most entries of one page. Source: GitHub REST API, "Using pagination". */
const PAGE = 100;

const named = z.array(z.object({ name: z.string() }));
const rulesets = z.array(z.object({ id: z.int(), name: z.string(), source_type: z.string() }));
const environments = z.object({
  environments: z.array(
    z.object({
      name: z.string(),
      deployment_branch_policy: z.object({ custom_branch_policies: z.boolean() }).nullish(),
    }),
  ),
});
const branchPolicies = z.object({
  branch_policies: z.array(
    z.object({
      id: z.int(),
      name: z.string(),
      type: z.enum(["branch", "tag"]).default("branch"),
    }),
  ),
});
const secrets = z.object({ secrets: named });
const checkRuns = z.object({ check_runs: named });

/**
 * The repositories of `organization`, by GitHub's REST API.
 *
 * @param api - such as `https://api.github.com`
 * @param token - reads administration, environments, secrets' names and checks; to remove a ref it
 *   writes administration
 */
export function gitHubInventory(api: string, organization: string, token: string): GitHubInventory {
  const at = (repository: string) => `${api}/repos/${organization}/${repository}`;
  const call = (url: string, method = "GET") =>
    fetch(url, {
      method,
      headers: {
        accept: "application/vnd.github+json",
        authorization: `Bearer ${token}`,
        "x-github-api-version": "2022-11-28",
      },
    });
  const answered = (response: Response) => {
    if (response.ok) return response;
    throw new Error(`GitHub answers ${response.status} to ${response.url}`);
  };
  /** Every page's answer, each as `schema` reads it. */
  const pages = async <T extends z.ZodType>(
    url: string,
    schema: T,
    count: (page: z.output<T>) => number,
  ) => {
    const read: z.output<T>[] = [];
    for (let page = 1; ; page++) {
      const response = answered(await call(`${url}?per_page=${PAGE}&page=${page}`));
      const content = schema.parse(await response.json());
      read.push(content);
      if (count(content) < PAGE) return read;
    }
  };
  const secretsOf = async (url: string) =>
    (await pages(url, secrets, (page) => page.secrets.length)).flatMap((page) =>
      page.secrets.map(({ name }) => name),
    );
  const refsOf = async (url: string): Promise<DeploymentRef[]> => {
    const read = await pages(url, branchPolicies, (page) => page.branch_policies.length);
    return read.flatMap((page) =>
      page.branch_policies.map(({ id, name, type }) => ({ id, type, pattern: name })),
    );
  };

  return {
    async contentsOf(repository): Promise<RepositoryContents | undefined> {
      const url = at(repository);
      const there = await call(url);
      if (there.status === 404) return undefined;
      answered(there);
      const rules = await pages(`${url}/rulesets`, rulesets, (page) => page.length);
      const listed = await pages(
        `${url}/environments`,
        environments,
        (page) => page.environments.length,
      );
      const found: RepositoryContents["environments"][number][] = [];
      for (const { name, deployment_branch_policy: policy } of listed.flatMap(
        (page) => page.environments,
      )) {
        const own = `${url}/environments/${encodeURIComponent(name)}`;
        const custom = policy?.custom_branch_policies === true;
        found.push({
          name,
          refs: custom ? await refsOf(`${own}/deployment-branch-policies`) : [],
          secrets: await secretsOf(`${own}/secrets`),
        });
      }
      const runs = await pages(
        `${url}/commits/main/check-runs`,
        checkRuns,
        (page) => page.check_runs.length,
      );
      return {
        // An organization's ruleset is shown too, and is not the repository's.
        rulesets: rules
          .flat()
          .filter((each) => each.source_type === "Repository")
          .map(({ id, name }) => ({ id, name })),
        environments: found,
        secrets: await secretsOf(`${url}/actions/secrets`),
        reportedChecks: runs.flatMap((page) => page.check_runs.map(({ name }) => name)),
      };
    },
    async removeRef(repository, environment, { id }) {
      const own = `${at(repository)}/environments/${encodeURIComponent(environment)}`;
      answered(await call(`${own}/deployment-branch-policies/${id}`, "DELETE"));
    },
  };
}
