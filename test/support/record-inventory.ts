import { identityOf } from "../../infra/adoption/identity";
import type {
  AccountInventory,
  DeploymentRef,
  GitHubInventory,
} from "../../infra/adoption/inventory";
import type { Cloud, Entry } from "../../sandbox/cloud/record";
import type { Location } from "../../sandbox/cloud/resource-state";

const ENVIRONMENT = "github:index/repositoryEnvironment:RepositoryEnvironment";
const REF =
  "github:index/repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy";
const RULESET = "github:index/repositoryRuleset:RepositoryRuleset";

/** A simulated account as a preflight looks at it. */
export function recordedAccount(cloud: Cloud, { account, region }: Location): AccountInventory {
  return {
    async find(type, identity) {
      const place = { accountId: account, region };
      const found = cloud
        .list(type)
        .find((each) => identityOf(type, each.state, place) === identity);
      return found && { id: found.id, properties: found.state };
    },
  };
}

/**
 * The simulated GitHub as a preflight looks at it.
 *
 * @param repositories - what there is, each with the checks that its main has
 */
export function recordedGitHub(
  cloud: Cloud,
  repositories: Readonly<Record<string, readonly string[]>>,
): GitHubInventory {
  const of = (type: string, repository: string) =>
    cloud.list(type).filter(({ state }) => state.repository === repository);
  const refOf = ({ state }: Entry): DeploymentRef => ({
    id: Number(state.policyId),
    type: state.branchPattern === undefined ? "tag" : "branch",
    pattern: String(state.branchPattern ?? state.tagPattern),
  });
  const refs = (repository: string, environment: unknown) =>
    of(REF, repository).filter(({ state }) => state.environment === environment);
  return {
    async contentsOf(repository) {
      const reportedChecks = repositories[repository];
      if (reportedChecks === undefined) return undefined;
      return {
        rulesets: of(RULESET, repository).map(({ state }) => ({
          id: Number(state.rulesetId),
          name: String(state.name),
        })),
        environments: of(ENVIRONMENT, repository).map(({ state: { environment } }) => ({
          name: String(environment),
          refs: refs(repository, environment).map(refOf),
          secrets: [],
        })),
        secrets: [],
        reportedChecks,
      };
    },
    async removeRef(repository, environment, { id }) {
      const entry = refs(repository, environment).find(({ state }) => state.policyId === id);
      if (entry) cloud.remove(entry);
    },
  };
}
