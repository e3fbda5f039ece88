import type * as pulumi from "@pulumi/pulumi";

/** What a deployment rule is made of; another one takes its place where one of these changes. */
export interface DeploymentRuleInputs {
  /** `owner/name` of the repository. */
  readonly repository: string;
  /** Name of the GitHub environment that asks the App. */
  readonly environment: string;
  /** Numeric id of the GitHub App that is asked. */
  readonly appId: number;
}

/** A rule as GitHub lists it (GitHub's REST API, schema `deployment-protection-rule`). */
interface ListedRule {
  readonly id: number;
  readonly app: { readonly id: number };
}

/**
 * Enables a GitHub App as a deployment protection rule of an environment, through GitHub's REST API ("Deployment
 * protection rules"). It asks `GITHUB_API_URL`, or else github.com, with `GITHUB_TOKEN`, as the provider of
 * GitHub does; neither is in the state.
 *
 * The engine stores the text of these functions in the state, and runs them in a process of its own: they use
 * nothing but each other and what Node has.
 */
export const DEPLOYMENT_RULE_PROVIDER: pulumi.dynamic.ResourceProvider<
  DeploymentRuleInputs,
  DeploymentRuleInputs
> = {
  /** A rule that is there already is taken: a run that was killed made it, or a person. */
  async create(inputs) {
    const there = await ruleOf(inputs);
    const made =
      there ?? (await ask<ListedRule>("POST", pathOf(inputs), { integration_id: inputs.appId }));
    if (made === undefined)
      throw new Error(
        `GitHub has no App ${inputs.appId}, or no environment ${inputs.environment} in ${inputs.repository}`,
      );
    return { id: String(made.id), outs: inputs };
  },

  /** A rule that was switched off by hand is missing: the next update enables it again. */
  async read(_id, props) {
    if (props === undefined)
      throw new Error("a deployment rule cannot be imported: the update takes one that is there");
    const there = await ruleOf(props);
    return there ? { id: String(there.id), props } : {};
  },

  async diff(_id, olds, news) {
    const replaces = (["repository", "environment", "appId"] as const).filter(
      (field) => olds[field] !== news[field],
    );
    return { changes: replaces.length > 0, replaces };
  },

  async delete(id, props) {
    await ask("DELETE", `${pathOf(props)}/${id}`);
  },
};

function pathOf({ repository, environment }: DeploymentRuleInputs): string {
  return `/repos/${repository}/environments/${encodeURIComponent(environment)}/deployment_protection_rules`;
}

async function ruleOf(wanted: DeploymentRuleInputs): Promise<ListedRule | undefined> {
  const listed = await ask<{ custom_deployment_protection_rules?: readonly ListedRule[] }>(
    "GET",
    pathOf(wanted),
  );
  return listed?.custom_deployment_protection_rules?.find(({ app }) => app.id === wanted.appId);
}

/**
 * @returns GitHub's answer; nothing where it has no such thing, or nothing to say
 * @throws {Error} that says what was asked, and what GitHub answered
 */
async function ask<T>(method: string, path: string, body?: object): Promise<T | undefined> {
  const { GITHUB_API_URL = "https://api.github.com", GITHUB_TOKEN = "" } = process.env;
  const response = await fetch(`${GITHUB_API_URL}${path}`, {
    method,
    headers: {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${GITHUB_TOKEN}`,
      "content-type": "application/json",
      "x-github-api-version": "2022-11-28",
    },
    body: body && JSON.stringify(body),
  }).catch((cause: unknown) => {
    throw new Error(`GitHub is not reached at ${GITHUB_API_URL}`, { cause });
  });
  if (response.status === 404 || response.status === 204) return undefined;
  const answer = await response.text();
  if (!response.ok)
    throw new Error(`${method} ${path}: GitHub answers ${response.status}: ${answer}`);
  return JSON.parse(answer);
}
