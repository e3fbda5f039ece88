import { exceptionProblem, mainEnforcement } from "../../infra/github/ruleset-exceptions";
import type { Settings } from "../../infra/settings/parse";
import { ciCl002 } from "../support/frameworks";
import { matchesIamPattern } from "../support/iam";
import type { Inputs } from "../support/inputs";
import { resourceRule } from "../support/rule";
import { equalsOrUnknown, given, isUnknown } from "../support/unknowns";

const RULESET = "github:index/repositoryRuleset:RepositoryRuleset";
type Ruleset = Inputs<typeof RULESET>;

export const rulesetIsEnforced = resourceRule({
  name: "ruleset-is-enforced",
  description:
    "Rulesets are active, require a review and checks of a named app, and nobody bypasses them.",
  why:
    "A ruleset that only evaluates refuses nothing. A check without an app can be reported by anyone who " +
    "can write a commit status. Who bypasses a ruleset has no second pair of eyes.",
  remediationSteps:
    "Create it with `RepositoryRules`. Until a repository's workflows report the required checks, name it in `adopt.rulesets`.",
  severity: "critical",
  framework: ciCl002("§12"),
  url: "https://docs.github.com/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets",
  types: [RULESET, "github:index/organizationRuleset:OrganizationRuleset"],
  *check({ type, props }, settings) {
    if (!equalsOrUnknown(props.enforcement, "active")) yield* notActive(type, props, settings);
    yield* bypasses(props, settings);
    for (const check of given(props.rules?.requiredStatusChecks?.requiredChecks)) {
      if (isUnknown(check.integrationId) || Number(check.integrationId) > 0) continue;
      yield `integrationId of the check "${check.context}" is not given: name the app that reports it`;
    }
    if (type === RULESET && props.target === "branch" && !isClosed(props)) yield* branch(props);
  },
});

/** The rules of `main` alone may wait for a repository's workflows, where the settings say until when. */
function* notActive(
  type: string,
  { conditions, enforcement, repository }: Ruleset,
  settings: Settings,
): Iterable<string> {
  const refs = given(conditions?.refName?.includes);
  const isMain = type === RULESET && refs.length === 1 && refs[0] === "refs/heads/main";
  const isNamed =
    isMain &&
    typeof repository === "string" &&
    mainEnforcement(settings, repository) === enforcement;
  const problem = isNamed ? exceptionProblem(settings, repository, new Date()) : undefined;
  if (isNamed && problem === undefined) return;
  yield problem ?? `enforcement is ${enforcement ?? "not given"}: set it to active`;
}

/** Release Engineering alone may create what a ruleset of creations keeps from others. */
function* bypasses(
  { bypassActors, rules }: Pick<Ruleset, "bypassActors" | "rules">,
  { teams }: Settings,
): Iterable<string> {
  const set = Object.entries(rules ?? {}).filter(
    ([, rule]) => rule !== undefined && rule !== false,
  );
  const createsOnly = set.length > 0 && set.every(([name]) => name === "creation");
  for (const { actorId, actorType, bypassMode } of given(bypassActors)) {
    if (isUnknown(actorId) || isUnknown(actorType)) continue;
    const isRelease = actorType === "Team" && actorId === teams["release-eng"].id;
    if (createsOnly && isRelease) continue;
    yield `bypassActors has ${actorType} ${actorId ?? ""} (${bypassMode}): leave it out`;
  }
}

/** Whether nobody creates or pushes to a branch that it names, so that there is nothing to review. */
function isClosed({ conditions, rules }: Ruleset): boolean {
  const includes = given(conditions?.refName?.includes);
  const other = (ref: unknown) =>
    typeof ref === "string" &&
    ref.startsWith("refs/") &&
    !matchesIamPattern(ref, "refs/heads/main");
  return (
    rules?.creation === true &&
    rules.update === true &&
    includes.length > 0 &&
    includes.every(other)
  );
}

function* branch({ rules }: Ruleset): Iterable<string> {
  const review = rules?.pullRequest;
  const count = review?.requiredApprovingReviewCount;
  if (!isUnknown(count) && !(Number(count) >= 1)) {
    const is = `rules.pullRequest.requiredApprovingReviewCount is ${count ?? "not given"}`;
    yield `${is}: set it to 1 or more`;
  }
  const wanted = {
    "rules.pullRequest.requireCodeOwnerReview": review?.requireCodeOwnerReview,
    "rules.pullRequest.dismissStaleReviewsOnPush": review?.dismissStaleReviewsOnPush,
    "rules.deletion": rules?.deletion,
    "rules.nonFastForward": rules?.nonFastForward,
  };
  for (const [field, value] of Object.entries(wanted)) {
    if (!equalsOrUnknown(value, true)) yield `${field} is not true: set it`;
  }
  if (given(rules?.requiredStatusChecks?.requiredChecks).length > 0) return;
  yield "rules.requiredStatusChecks names no check: name those of CI/CL-002 §11";
}
