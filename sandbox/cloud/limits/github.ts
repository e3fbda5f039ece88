import { UNKNOWN } from "../../../infra/unknown";
import {
  between,
  entries,
  exactlyOne,
  isGiven,
  type Judged,
  oneOf,
  part,
  type Rule,
  type Rules,
  required,
  shaped,
} from "./rule";

/** Most reviewers of an environment. Source: GitHub docs, "Deployment protection rules". */
const REVIEWERS = 6;

/** Longest value of a variable, in bytes. Source: GitHub docs, "Variables reference". */
const VARIABLE = 48 * 1024;

const variable: readonly Rule[] = [
  required("repository", "variableName", "value"),
  shaped(
    "variableName",
    255,
    /^(?!github_)[a-z_]\w*$/i,
    'letters, digits and _, not "GITHUB_" first',
  ),
  ({ inputs: { value }, refuse }) => {
    const bytes = typeof value === "string" ? Buffer.byteLength(value) : 0;
    if (bytes > VARIABLE) refuse("value", `${bytes} bytes`, `at most ${VARIABLE}`);
  },
];

/** GitHub: environments, variables, rulesets. Source of each: GitHub's REST API reference. */
export const GITHUB: Rules = {
  "github:index/repositoryEnvironment:RepositoryEnvironment": [
    required("repository", "environment"),
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what GitHub refuses
    shaped("environment", 255, /^[^\0-\x1f]+$/, "a name"),
    between("waitTimer", 0, 43_200),
    reviewers,
    ({ inputs: { deploymentBranchPolicy }, refuse }) => {
      const policy = part(deploymentBranchPolicy);
      if (!policy || policy.protectedBranches !== policy.customBranchPolicies) return;
      const want = "one of protectedBranches and customBranchPolicies, and not the other";
      refuse("deploymentBranchPolicy", policy, want);
    },
  ],
  "github:index/repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy": [
    required("repository", "environment"),
    exactlyOne("branchPattern", "tagPattern"),
  ],
  "github:index/actionsEnvironmentVariable:ActionsEnvironmentVariable": [
    required("environment"),
    ...variable,
  ],
  "github:index/actionsVariable:ActionsVariable": variable,
  "github:index/repositoryRuleset:RepositoryRuleset": [
    required("enforcement", "rules", "target"),
    oneOf("target", "branch", "tag", "push"),
    oneOf("enforcement", "disabled", "active", "evaluate"),
    rulesetRefs,
    rulesetChecks,
    bypassActors,
  ],
  "github:index/actionsRepositoryOidcSubjectClaimCustomizationTemplate:ActionsRepositoryOidcSubjectClaimCustomizationTemplate":
    [
      required("repository", "useDefault"),
      ({ inputs: { includeClaimKeys: keys, useDefault }, refuse }) => {
        if (useDefault === true && isGiven(keys)) {
          refuse("includeClaimKeys", keys, "none, as useDefault is true");
        }
        if (
          useDefault === false &&
          (!isGiven(keys) || (Array.isArray(keys) && keys.length === 0))
        ) {
          refuse("includeClaimKeys", keys, "at least one, as useDefault is false");
        }
      },
    ],
};

function reviewers({ inputs, refuse }: Judged): void {
  const counts = entries(inputs.reviewers).map(([, { teams, users }]) => {
    const count = (list: unknown) => (Array.isArray(list) ? list.length : 0);
    return count(teams) + count(users);
  });
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total > REVIEWERS) refuse("reviewers", `${total} of them`, `at most ${REVIEWERS}`);
}

function rulesetRefs({ inputs: { conditions, target }, refuse }: Judged): void {
  if (target !== "branch" && target !== "tag") return;
  if (conditions === UNKNOWN) return;
  const names = part(conditions)?.refName;
  if (names === UNKNOWN) return;
  const { includes } = part(names) ?? {};
  if (!isGiven(includes) || (Array.isArray(includes) && includes.length === 0)) {
    refuse("conditions.refName.includes", includes, `at least one, as target is ${target}`);
  }
  const prefix = target === "branch" ? "refs/heads/" : "refs/tags/";
  const special = ["~ALL", ...(target === "branch" ? ["~DEFAULT_BRANCH"] : [])];
  for (const name of Array.isArray(includes) ? includes : []) {
    if (typeof name !== "string" || special.includes(name) || name.startsWith(prefix)) continue;
    refuse("conditions.refName.includes", name, `${special.join(", ")} or "${prefix}<pattern>"`);
  }
}

function rulesetChecks({ inputs, refuse }: Judged): void {
  const rules = part(inputs.rules);
  const checks = part(rules?.requiredStatusChecks)?.requiredChecks;
  if (Array.isArray(checks) && checks.length === 0) {
    refuse("rules.requiredStatusChecks.requiredChecks", checks, "at least one");
  }
  const approvals = part(rules?.pullRequest)?.requiredApprovingReviewCount;
  if (typeof approvals === "number" && (approvals < 0 || approvals > 10)) {
    refuse("rules.pullRequest.requiredApprovingReviewCount", approvals, "from 0 to 10");
  }
}

function bypassActors({ inputs, refuse }: Judged): void {
  const types = ["RepositoryRole", "Team", "Integration", "OrganizationAdmin", "DeployKey"];
  for (const [index, { actorType, bypassMode }] of entries(inputs.bypassActors)) {
    const field = `bypassActors[${index}]`;
    if (typeof actorType === "string" && !types.includes(actorType)) {
      refuse(`${field}.actorType`, actorType, `one of ${types.join(", ")}`);
    }
    if (
      typeof bypassMode === "string" &&
      !["always", "pull_request", "exempt"].includes(bypassMode)
    ) {
      refuse(`${field}.bypassMode`, bypassMode, "always, pull_request or exempt");
    }
  }
}
