import type { Settings } from "../../infra/settings/parse";
import { ciCl002 } from "../support/frameworks";
import type { Inputs } from "../support/inputs";
import { resourceRule } from "../support/rule";
import { equalsOrUnknown, given, isUnknown } from "../support/unknowns";
import { reviewerOf } from "./expected-environments";

const ENVIRONMENT = "github:index/repositoryEnvironment:RepositoryEnvironment";

export const environmentHasRequiredReviewers = resourceRule({
  name: "environment-has-required-reviewers",
  description:
    "GitHub environments require a review by the team of CI/CL-002 §12, which nobody can bypass, and list the refs that they take.",
  why:
    "The environment stands between a commit and the role. If an administrator can bypass it, or an " +
    "author approve it, there is no second pair of eyes.",
  remediationSteps: "Create it with `RepositoryEnvironments`.",
  severity: "critical",
  framework: ciCl002("§12"),
  url: "https://docs.github.com/actions/reference/workflows-and-actions/deployments-and-environments",
  types: [ENVIRONMENT],
  *check({ props }, settings) {
    const { environment: name, canAdminsBypass, deploymentBranchPolicy: refs } = props;
    if (!equalsOrUnknown(canAdminsBypass, false)) yield "canAdminsBypass is not false: set it";
    if (!equalsOrUnknown(refs?.customBranchPolicies, true)) {
      yield "deploymentBranchPolicy.customBranchPolicies is not true: set it";
    }
    if (!equalsOrUnknown(refs?.protectedBranches, false)) {
      yield "deploymentBranchPolicy.protectedBranches is not false: set it";
    }
    if (!isUnknown(name)) yield* reviewers(String(name), props, settings);
  },
});

function* reviewers(
  name: string,
  props: Inputs<typeof ENVIRONMENT>,
  settings: Settings,
): Iterable<string> {
  const team = reviewerOf(name);
  const ids = given(props.reviewers).flatMap(({ teams, users }) => [
    ...given(teams).map((id) => (isUnknown(id) ? id : `team ${id}`)),
    ...given(users).map((id) => (isUnknown(id) ? id : `user ${id}`)),
  ]);
  if (ids.some(isUnknown)) return;
  if (team === undefined) {
    yield `"${name}" is no environment of CI/CL-002 §12, so nobody reviews: remove it`;
  } else if (team === null) {
    if (ids.length > 0) yield `reviewers is ${ids.join(", ")}: require nobody in ${name}`;
  } else {
    const want = `team ${settings.teams[team].id}`;
    if (ids.join() !== want) {
      const is = ids.join(", ") || "nobody";
      yield `reviewers is ${is}: set it to ${want} (${team}), alone, in ${name}`;
    }
    if (!equalsOrUnknown(props.preventSelfReview, true))
      yield "preventSelfReview is not true: set it";
  }
}
