import { environmentNamed } from "../answers/environment";
import { repositoryNamed, runWith } from "../answers/find";
import { GitHubError, notFound } from "../github-error";
import { complete } from "../openapi/complete";
import { type Operation, operation } from "../operation";
import type { GitHub } from "../state/store";
import { endWaitWhereDecided, rulesOf } from "../state/waits";

const READ = { name: "actions", level: "read" } as const;
const WRITE = { name: "administration", level: "write" } as const;

/** Most rules of one environment (GitHub docs, "Deployments and environments"). */
const RULES_MAX = 6;

/** Custom rules of environments, and what their Apps answer. */
export const PROTECTION_RULES: readonly Operation[] = [
  operation(
    "GET /repos/{owner}/{repo}/environments/{environment_name}/deployment_protection_rules",
    READ,
    (input, { github }) => {
      const custom = rulesIn(github, input).map((each) => ruleAnswer(each));
      const body = { total_count: custom.length, custom_deployment_protection_rules: custom };
      return { status: 200, body };
    },
  ),
  operation(
    "POST /repos/{owner}/{repo}/environments/{environment_name}/deployment_protection_rules",
    WRITE,
    (input, { github }) => {
      const { name } = repositoryNamed(github, input.repo);
      const own = rulesIn(github, input);
      const app = github.state.apps.find(({ id }) => id === input.integration_id);
      if (app === undefined) throw notFound();
      const { id: appId, slug } = app;
      if (own.some((each) => each.appId === appId)) {
        throw new GitHubError(422, "The rule is enabled on this environment already");
      }
      if (own.length >= RULES_MAX) throw new GitHubError(422, "Too many rules are enabled");
      const { protectionRules } = github.state;
      const id = 1 + Math.max(0, ...protectionRules.map((each) => each.id));
      const rule = { id, repository: name, environment: input.environment_name, appId };
      protectionRules.push(rule);
      return { status: 201, body: ruleAnswer({ ...rule, slug }) };
    },
  ),
  operation(
    "DELETE /repos/{owner}/{repo}/environments/{environment_name}/deployment_protection_rules/{protection_rule_id}",
    WRITE,
    (input, { github }) => {
      const id = input.protection_rule_id;
      if (!rulesIn(github, input).some((each) => each.id === id)) throw notFound();
      const { protectionRules } = github.state;
      const at = protectionRules.findIndex((each) => each.id === id);
      protectionRules.splice(at, 1);
      return { status: 204 };
    },
  ),
  operation(
    "POST /repos/{owner}/{repo}/actions/runs/{run_id}/deployment_protection_rule",
    { name: "deployments", level: "write" },
    (input, { github, caller }) => {
      const run = runWith(github, input.repo, input.run_id);
      const { environment_name: environment, comment = "" } = input;
      const user = caller.kind === "app" ? caller.slug : caller.login;
      const rules = rulesOf(github, run.repository, environment);
      const isAsked = rules.some(({ slug }) => user === `${slug}[bot]`);
      if (!isAsked || !run.waitsFor.includes(environment)) {
        throw new GitHubError(422, "No pending deployment protection rule for this environment");
      }
      if (comment.length > 1024) throw new GitHubError(422, "comment is too long");
      if (!("state" in input)) return { status: 204 };
      run.ruleAnswers.push({ environment, state: input.state, comment, user });
      endWaitWhereDecided(github, run, environmentNamed(github, run.repository, environment));
      return { status: 204 };
    },
  ),
];

function rulesIn(
  github: GitHub,
  { repo, environment_name }: { readonly repo: string; readonly environment_name: string },
) {
  const { name } = repositoryNamed(github, repo);
  environmentNamed(github, name, environment_name);
  return rulesOf(github, name, environment_name);
}

function ruleAnswer({ id, appId, slug }: ReturnType<typeof rulesOf>[number]) {
  const app = {
    id: appId,
    slug,
    integration_url: `https://api.github.com/apps/${slug}`,
    node_id: "",
  };
  return complete("deployment-protection-rule", { id, enabled: true, app });
}
