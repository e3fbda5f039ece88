import type { Settings } from "../../infra/settings/parse";
import { resourceRule } from "../support/rule";
import { at, equalsOrUnknown, type Props, UNKNOWN, valuesAt } from "../support/unknowns";
import { approverOf } from "./expected-environments";

/**
 * A GitHub environment asks the team of CI/CL-002 §12, which nobody can pass by, and takes no branch
 * or tag but those that are listed for it.
 *
 * Why: the environment is what stands between a commit and the role. An administrator who can
 * bypass it, or an author who can approve it, is nobody's second pair of eyes.
 *
 * Fix: build it with `RepositoryEnvironments`.
 */
export const environmentHasRequiredReviewers = resourceRule({
  name: "environment-has-required-reviewers",
  description: "GitHub environments have the approvers of CI/CL-002 §12, and no way around them.",
  applies: (type) => type === "github:index/repositoryEnvironment:RepositoryEnvironment",
  *check({ props }, settings) {
    const { environment: name, canAdminsBypass } = props;
    if (!equalsOrUnknown(canAdminsBypass, false)) yield "canAdminsBypass is not false: set it";
    if (!equalsOrUnknown(at(props, "deploymentBranchPolicy.customBranchPolicies"), true)) {
      yield "deploymentBranchPolicy.customBranchPolicies is not true: set it";
    }
    if (!equalsOrUnknown(at(props, "deploymentBranchPolicy.protectedBranches"), false)) {
      yield "deploymentBranchPolicy.protectedBranches is not false: set it";
    }
    if (name !== UNKNOWN) yield* reviewers(String(name), props, settings);
  },
});

function* reviewers(name: string, props: Props, settings: Settings): Iterable<string> {
  const team = approverOf(name, settings);
  const given = valuesAt(props, "reviewers.*").flatMap((each) => [
    ...ids("team", each, "teams.*"),
    ...ids("user", each, "users.*"),
  ]);
  if (given.includes(UNKNOWN)) return;
  if (team === undefined) {
    yield `"${name}" is no environment of ${settings.environment}, so nobody guards it: remove it`;
  } else if (team === null) {
    if (given.length > 0) yield `reviewers is ${given.join(", ")}: ask nobody in ${name}`;
  } else {
    const want = `team ${settings.teams[team].id}`;
    if (given.join() !== want) {
      const is = given.join(", ") || "nobody";
      yield `reviewers is ${is}: set it to ${want} (${team}), alone, in ${name}`;
    }
    if (!equalsOrUnknown(props.preventSelfReview, true))
      yield "preventSelfReview is not true: set it";
  }
}

/** The ids at `path` of one entry of `reviewers`, as `team 1`. */
function ids(kind: string, reviewer: unknown, path: string): (string | typeof UNKNOWN)[] {
  return valuesAt(reviewer, path)
    .filter((id) => id !== undefined)
    .map((id) => (id === UNKNOWN ? UNKNOWN : `${kind} ${id}`));
}
