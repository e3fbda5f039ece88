import { type Planned, planRule } from "../support/rule";
import { UNKNOWN } from "../support/unknowns";
import { neededEnvironments } from "./expected-environments";

const ENVIRONMENT = "github:index/repositoryEnvironment:RepositoryEnvironment";
const POLICY =
  "github:index/repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy";

/**
 * A repository that deploys to an environment has every GitHub environment that a run has to pass,
 * each with the refs that it takes. For prod these are two, as GitHub lets one reviewer of several
 * approve: `prod-product` and `prod`.
 *
 * Why: a workflow that names an environment which does not exist gets one without a guard.
 *
 * Fix: build them with `RepositoryEnvironments`.
 */
export const repositoryHasEnvironments = planRule({
  name: "repository-has-environments",
  description: "Repositories have all GitHub environments of CI/CL-002 §12, each with its refs.",
  *check(plan, settings) {
    const environments = plan.filter(({ type }) => type === ENVIRONMENT);
    for (const each of environments) {
      if (plan.some((policy) => policy.type === POLICY && isOf(policy, each))) continue;
      yield { urn: each.urn, message: "no ref is listed for it: add its deployment policy" };
    }
    for (const [repository, own] of byRepository(environments)) {
      const [first] = own;
      const names = own.map(({ props }) => props.environment);
      if (first === undefined || names.includes(UNKNOWN)) continue;
      for (const name of neededEnvironments(settings)) {
        if (names.includes(name)) continue;
        yield { urn: first.urn, message: `${repository} has no environment ${name}: add it` };
      }
    }
  },
});

function byRepository(environments: readonly Planned[]): Map<string, Planned[]> {
  const found = new Map<string, Planned[]>();
  for (const each of environments) {
    const repository = String(each.props.repository);
    found.set(repository, [...(found.get(repository) ?? []), each]);
  }
  return found;
}

function isOf({ props, madeFrom }: Planned, environment: Planned): boolean {
  if (madeFrom("environment").includes(environment.urn)) return true;
  return (
    props.repository === environment.props.repository &&
    props.environment === environment.props.environment
  );
}
