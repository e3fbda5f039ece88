import { expect } from "chai";
import { parseCatalog } from "../../infra/catalog/parse";
import { ENVIRONMENTS } from "../../infra/environments";
import { catalogOf } from "../../sandbox/bench/catalog";
import { environment } from "../../stacks/environment";
import { settingsOf } from "../support/contexts";
import { type RecordedResource, record } from "../support/record";

const MONOREPO = { repository: "products", repositoryId: 710_000_999 } as const;
const ISSUER = "token.actions.githubusercontent.com";

/** What every repository has (CI/CL-002 §12, and an environment of its own for Product). */
const OWN_ENVIRONMENTS = ["dev", "stg-publish", "stg", "prod-product", "prod"];

const all = ENVIRONMENTS.map((each) => settingsOf(each));

/** What prod's plan makes for `count` workloads in one repository. */
function plan(count: number): Promise<RecordedResource[]> {
  const entries = catalogOf(count).map((each) => [each.name, { ...each, ...MONOREPO }]);
  const catalog = parseCatalog(Object.fromEntries(entries));
  return record(() => environment(settingsOf("prod"), catalog, all));
}

describe("a repository with several workloads", () => {
  for (const count of [2, 30]) {
    describe(`of which it has ${count}`, () => {
      let made: readonly RecordedResource[];
      const hasStack = catalogOf(count).some(({ kind }) => kind === "terraform");
      before(async () => {
        made = await plan(count);
      });
      const ofGitHub = (type: string) =>
        made.filter(
          (each) =>
            each.type === `github:index/${type}` && each.inputs.repository === MONOREPO.repository,
        );
      const deployRoles = () =>
        made.filter(
          ({ type, inputs }) =>
            type === "aws:iam/role:Role" &&
            `${inputs.assumeRolePolicy}`.includes(`/${MONOREPO.repository}:environment:prod"`),
        );

      it("[§12] has each GitHub environment once, with one policy of the refs that it takes", () => {
        const names = [...(hasStack ? ["stg-plan", "prod-plan"] : []), ...OWN_ENVIRONMENTS];
        const environments = ofGitHub("repositoryEnvironment:RepositoryEnvironment");
        expect(environments.map(({ inputs }) => inputs.environment)).to.have.members(names);
        expect(environments).to.have.lengthOf(names.length);
        const policies = ofGitHub(
          "repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy",
        );
        expect(policies).to.have.lengthOf(names.length);
      });

      it("has its five rulesets and its subject once, and no variable or secret", () => {
        expect(ofGitHub("repositoryRuleset:RepositoryRuleset")).to.have.lengthOf(5);
        const own = made.filter(
          ({ type, inputs }) =>
            type.startsWith("github:") && inputs.repository === MONOREPO.repository,
        );
        // 5 environments, each with a policy; 5 rulesets; 1 subject; 2 more where Terraform is planned.
        expect(own).to.have.lengthOf(hasStack ? 20 : 16);
      });

      it("[§4] has a role for each workload, and all of them trust the same jobs", () => {
        const roles = deployRoles();
        const names = catalogOf(count).map(({ name }) => `nc-${name}-prod-gha-deploy-role`);
        expect(roles.map(({ inputs }) => inputs.name)).to.have.members(names);
        const [trust, ...others] = new Set(roles.map(({ inputs }) => `${inputs.assumeRolePolicy}`));
        expect(others).to.deep.equal([]);
        const { StringEquals } = JSON.parse(trust ?? "{}").Statement[0].Condition;
        expect(StringEquals[`${ISSUER}:repository_id`]).to.equal("710000999");
        expect(StringEquals[`${ISSUER}:environment`]).to.equal("prod");
      });
    });
  }
});
