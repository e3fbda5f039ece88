import { UNKNOWN } from "../../../infra/unknown";
import { randomText } from "../identifiers";
import { type CreateRequest, inNoRegion } from "../resource-type";
import { oneOf, required, type Validation } from "../validators";
import { isGiven, objectOf, objectsIn } from "../values";

/** Alphabet of the node ids of GitHub. */
const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

/** GitHub: repositories and rulesets. Source of each limit: GitHub's REST API reference. */
export const GITHUB_RULESETS = inNoRegion({
  "github:index/repositoryRuleset:RepositoryRuleset": {
    outputs: (request) => {
      const rulesetId = numericId(request);
      const nodeId = `RRS_${randomText(request, 24, BASE64)}`;
      return { id: String(rulesetId), rulesetId, nodeId, etag: `W/"${request.hex(64)}"` };
    },
    validate: [
      required("enforcement", "rules", "target"),
      oneOf("target", "branch", "tag", "push"),
      oneOf("enforcement", "disabled", "active", "evaluate"),
      checkRefs,
      checkRules,
      checkBypassActors,
    ],
    immutable: ["repository"],
    uniqueBy: ["repository", "name"],
    // GitHub REST API, "Create a repository ruleset".
    refusesAgain: "422 Validation Failed: Name must be unique",
    // terraform-provider-github, "Repository Rulesets", Import.
    importId: ({ repository, rulesetId }) => `${repository}:${rulesetId}`,
  },
  "github:index/repository:Repository": {
    outputs: (request) => {
      const name = request.text("name");
      const fullName = `${request.account}/${name}`;
      const htmlUrl = `https://github.com/${fullName}`;
      const repoId = numericId(request);
      return {
        id: name,
        fullName,
        htmlUrl,
        repoId,
        nodeId: `R_${randomText(request, 12, BASE64)}`,
      };
    },
  },
});

function numericId({ hex }: CreateRequest): number {
  return 1_000_000 + Number.parseInt(hex(6), 16);
}

function checkRefs({ inputs: { conditions, target }, refuse }: Validation): void {
  if (target !== "branch" && target !== "tag") return;
  if (conditions === UNKNOWN) return;
  const names = objectOf(conditions)?.refName;
  if (names === UNKNOWN) return;
  const { includes } = objectOf(names) ?? {};
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

function checkRules({ inputs, refuse }: Validation): void {
  const rules = objectOf(inputs.rules);
  const checks = objectOf(rules?.requiredStatusChecks)?.requiredChecks;
  if (Array.isArray(checks) && checks.length === 0) {
    refuse("rules.requiredStatusChecks.requiredChecks", checks, "at least one");
  }
  const approvals = objectOf(rules?.pullRequest)?.requiredApprovingReviewCount;
  if (typeof approvals === "number" && (approvals < 0 || approvals > 10)) {
    refuse("rules.pullRequest.requiredApprovingReviewCount", approvals, "from 0 to 10");
  }
}

function checkBypassActors({ inputs, refuse }: Validation): void {
  const types = ["RepositoryRole", "Team", "Integration", "OrganizationAdmin", "DeployKey"];
  for (const [index, { actorType, bypassMode }] of objectsIn(inputs.bypassActors)) {
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
