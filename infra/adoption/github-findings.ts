import { requiredChecksOf } from "../github/workflows";
import { formatProblem } from "../problems";
import { type Findings, type ForeignRef, type Import, NOTHING } from "./findings";
import type { DeploymentRef, GitHubInventory, RepositoryContents } from "./inventory";
import type { Planned } from "./planned";

const ENVIRONMENT = "github:index/repositoryEnvironment:RepositoryEnvironment";
const REF =
  "github:index/repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy";
const RULESET = "github:index/repositoryRuleset:RepositoryRuleset";

/** Names under which a long-lived key of AWS is kept; CI/CL-002 §4 admits none. */
const AWS_KEY = /^AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)$/;

/**
 * Compares what a plan creates in GitHub with what the repositories have.
 *
 * @param platform - name of the platform's own repository
 * @throws what the inventory throws
 */
export async function gitHubFindings(
  planned: readonly Planned[],
  inventory: GitHubInventory,
  platform: string,
): Promise<Findings> {
  const ours = planned.filter(({ type }) => [ENVIRONMENT, REF, RULESET].includes(type));
  const repositories = [...new Set(ours.map(({ inputs }) => String(inputs.repository)))].sort();
  const found: Findings[] = [];
  for (const repository of repositories) {
    const own = ours.filter(({ inputs }) => inputs.repository === repository);
    const contents = await inventory.contentsOf(repository);
    found.push(
      contents ? repositoryFindings(repository, own, contents, platform) : missing(repository),
    );
  }
  return {
    ...NOTHING,
    imports: found.flatMap((each) => each.imports),
    unreported: found.flatMap((each) => each.unreported),
    foreignRefs: found.flatMap((each) => each.foreignRefs),
    clashes: found.flatMap((each) => each.clashes),
    notes: found.flatMap((each) => each.notes),
  };
}

function missing(repository: string): Findings {
  const clash = formatProblem("repository", repository, "one that GitHub shows to this token");
  return { ...NOTHING, clashes: [clash] };
}

function repositoryFindings(
  repository: string,
  planned: readonly Planned[],
  contents: RepositoryContents,
  platform: string,
): Findings {
  const imports: Import[] = [];
  const foreignRefs: ForeignRef[] = [];
  const ofType = (type: string) => planned.filter((each) => each.type === type);
  for (const { type, name, inputs } of ofType(RULESET)) {
    const same = contents.rulesets.find((each) => each.name === inputs.name);
    if (same) imports.push({ type, name, id: `${repository}:${same.id}` });
  }
  const environments = new Set(ofType(REF).map(({ inputs }) => inputs.environment));
  for (const { name: environment, refs } of contents.environments) {
    if (!environments.has(environment)) continue;
    const wanted = ofType(REF).filter(({ inputs }) => inputs.environment === environment);
    for (const ref of refs) {
      const same = wanted.find(({ inputs }) => isRef(inputs, ref));
      if (same) imports.push({ ...named(same), id: `${repository}:${environment}:${ref.id}` });
      else foreignRefs.push({ repository, environment, ref });
    }
  }
  const secrets = [
    ...contents.secrets.map((name) => [name, repository] as const),
    ...contents.environments.flatMap(({ name: environment, secrets: names }) =>
      names.map((name) => [name, `${repository}, environment ${environment}`] as const),
    ),
  ];
  const rules = new Set(ofType(RULESET).map(({ inputs }) => inputs.name));
  const otherRules = contents.rulesets.filter(({ name }) => !rules.has(name));
  const guardsMain = ofType(RULESET).some(({ inputs }) => inputs.name === "main");
  const required = requiredChecksOf(repository, platform);
  const reported = required.every((check) => contents.reportedChecks.includes(check));
  return {
    ...NOTHING,
    imports,
    foreignRefs,
    unreported: guardsMain && !reported ? [repository] : [],
    clashes: secrets
      .filter(([name]) => AWS_KEY.test(name))
      .map(([name, where]) => formatProblem(`${where}: secret`, name, "no key of AWS: delete it")),
    notes: otherRules.map(({ name }) => `${repository}: its ruleset "${name}" stays in force.`),
  };
}

const named = ({ type, name }: Planned) => ({ type, name });

function isRef(inputs: Planned["inputs"], { type, pattern }: DeploymentRef): boolean {
  return inputs[type === "branch" ? "branchPattern" : "tagPattern"] === pattern;
}
