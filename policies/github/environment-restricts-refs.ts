import { resourceRule } from "../support/rule";
import { equalsOrUnknown } from "../support/unknowns";

/** What may deploy to each environment (CI/CL-002 §11). */
const REFS = {
  dev: { branchPattern: "main", tagPattern: undefined },
  stg: { branchPattern: undefined, tagPattern: "v*" },
  prod: { branchPattern: undefined, tagPattern: "v*" },
} as const;

/**
 * A GitHub environment of dev takes what is on `main`, and one of stg or prod takes releases.
 *
 * Why: a subject with an environment says nothing of the branch. Without this, any branch that
 * names the environment gets its role.
 *
 * Fix: build it with `RepositoryEnvironments`.
 */
export const environmentRestrictsRefs = resourceRule({
  name: "environment-restricts-refs",
  description: "GitHub environments admit main for dev, and tags v* for stg and prod.",
  applies: (type) =>
    type ===
    "github:index/repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy",
  *check({ props }, { environment }) {
    for (const [key, want] of Object.entries(REFS[environment])) {
      const given = props[key] === "" ? undefined : props[key];
      if (equalsOrUnknown(given, want)) continue;
      yield `${key} is ${given ?? "not given"}: ${want ? `set it to "${want}"` : "leave it out"}`;
    }
  },
});
