import { ciCl002 } from "../support/frameworks";
import { ofType, type PlannedOf, planRule } from "../support/plan";
import { isUnknown } from "../support/unknowns";
import { NEEDED_ENVIRONMENTS } from "./expected-environments";

const ENVIRONMENT = "github:index/repositoryEnvironment:RepositoryEnvironment";
const REFS =
  "github:index/repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy";

export const repositoryHasEnvironments = planRule({
  name: "repository-has-environments",
  description: "Repositories have all GitHub environments of CI/CL-002 §12, each with its refs.",
  why:
    "GitHub creates an environment that a workflow names and that does not exist, without any reviewer. " +
    "One reviewer of several is enough for it, so the two of prod are two environments. One stack manages " +
    "those of every account.",
  remediationSteps: "Create them with `RepositoryEnvironments`.",
  severity: "critical",
  framework: ciCl002("§12"),
  *check(plan) {
    const environments = ofType(plan, ENVIRONMENT);
    const refs = ofType(plan, REFS);
    for (const environment of environments) {
      if (refs.some((each) => isOf(each, environment))) continue;
      yield { urn: environment.urn, message: "no ref is listed for it: add its deployment policy" };
    }
    for (const [repository, own] of byRepository(environments)) {
      const [first] = own;
      const names = own.map(({ props }) => props.environment);
      if (first === undefined || names.some(isUnknown)) continue;
      for (const name of NEEDED_ENVIRONMENTS) {
        if (names.includes(name)) continue;
        yield { urn: first.urn, message: `${repository} has no environment ${name}: add it` };
      }
    }
  },
});

type Environment = PlannedOf<typeof ENVIRONMENT>;

function byRepository(environments: readonly Environment[]): Map<string, Environment[]> {
  const found = new Map<string, Environment[]>();
  for (const each of environments) {
    const repository = String(each.props.repository);
    found.set(repository, [...(found.get(repository) ?? []), each]);
  }
  return found;
}

function isOf({ props, madeFrom }: PlannedOf<typeof REFS>, environment: Environment): boolean {
  if (madeFrom("environment").includes(environment.urn)) return true;
  return (
    props.repository === environment.props.repository &&
    props.environment === environment.props.environment
  );
}
