import { ciCl002 } from "../support/frameworks";
import { resourceRule } from "../support/rule";
import { equalsOrUnknown } from "../support/unknowns";

/** What may deploy to each environment (CI/CL-002 §11). */
const REFS = {
  dev: { branchPattern: "main", tagPattern: undefined },
  stg: { branchPattern: undefined, tagPattern: "v*" },
  prod: { branchPattern: undefined, tagPattern: "v*" },
} as const;

export const environmentRestrictsRefs = resourceRule({
  name: "environment-restricts-refs",
  description:
    "GitHub environments of dev take the branch main, those of stg and prod the tags v*.",
  why:
    "A token's subject with an environment does not name the branch. Without this, any branch that names " +
    "the environment gets its role.",
  remediationSteps: "Create it with `RepositoryEnvironments`.",
  severity: "critical",
  framework: ciCl002("§11"),
  url: "https://docs.github.com/actions/reference/workflows-and-actions/deployments-and-environments",
  types: [
    "github:index/repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy",
  ],
  *check({ props: { branchPattern, tagPattern } }, { environment }) {
    for (const [key, value] of Object.entries({ branchPattern, tagPattern })) {
      const want = REFS[environment][key === "tagPattern" ? "tagPattern" : "branchPattern"];
      const given = value === "" ? undefined : value;
      if (equalsOrUnknown(given, want)) continue;
      yield `${key} is ${given ?? "not given"}: ${want ? `set it to "${want}"` : "leave it out"}`;
    }
  },
});
