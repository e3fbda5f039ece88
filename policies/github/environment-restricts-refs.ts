import { ciCl002 } from "../support/frameworks";
import { resourceRule } from "../support/rule";
import { equalsOrUnknown, isUnknown } from "../support/unknowns";

const MAIN = { branchPattern: "main", tagPattern: undefined };
const RELEASES = { branchPattern: undefined, tagPattern: "v*" };

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
  *check({ props: { environment, branchPattern, tagPattern } }) {
    // What is merged goes to dev, and releases go to all others (CI/CL-002 §11).
    const unknown = isUnknown(environment) && equalsOrUnknown(branchPattern, MAIN.branchPattern);
    const wanted = environment === "dev" || unknown ? MAIN : RELEASES;
    for (const [key, value] of Object.entries({ branchPattern, tagPattern })) {
      const want = wanted[key === "tagPattern" ? "tagPattern" : "branchPattern"];
      const given = value === "" ? undefined : value;
      if (equalsOrUnknown(given, want)) continue;
      yield `${key} is ${given ?? "not given"}: ${want ? `set it to "${want}"` : "leave it out"}`;
    }
  },
});
