import { expect } from "chai";
import { RepositoryEnvironments } from "../../../components/github/repository-environments";
import type { GitHubEnvironment } from "../../../infra/github/environments";
import { record } from "../../support/record";

const ENVIRONMENT = "github:index/repositoryEnvironment:RepositoryEnvironment";
const RULE = "pulumi-nodejs:dynamic/github:DeploymentRule";
const POLICY =
  "github:index/repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy";

const organization = "neurocipher";
const repository = "ingest-worker";
const DEV: GitHubEnvironment = { name: "dev", refs: { branch: "main" } };
const PROD: GitHubEnvironment = {
  name: "prod",
  refs: { tag: "v*" },
  reviewers: { team: "security", id: 800_002 },
};

const made = (environments: readonly GitHubEnvironment[]) =>
  record(() => new RepositoryEnvironments("ingest", { organization, repository, environments }));
const ofType = async (type: string, environments = [DEV, PROD]) =>
  (await made(environments)).flatMap((each) =>
    each.type === type ? [[each.name, each.inputs] as const] : [],
  );

/** What holds of every environment. */
const closed = {
  repository,
  canAdminsBypass: false,
  deploymentBranchPolicy: { protectedBranches: false, customBranchPolicies: true },
};

describe("RepositoryEnvironments", () => {
  it("[§12] asks one team, and not who started it, and nobody where nobody approves", async () => {
    expect(await ofType(ENVIRONMENT)).to.deep.equal([
      ["ingest-dev", { ...closed, environment: "dev" }],
      [
        "ingest-prod",
        {
          ...closed,
          environment: "prod",
          preventSelfReview: true,
          reviewers: [{ teams: [800_002] }],
        },
      ],
    ]);
  });

  it("[§12] takes one branch or the tags of releases, and no other ref", async () => {
    expect(await ofType(POLICY)).to.deep.equal([
      ["ingest-dev", { repository, environment: "dev", branchPattern: "main" }],
      ["ingest-prod", { repository, environment: "prod", tagPattern: "v*" }],
    ]);
  });

  it("[§12] asks the App of the deployment rule where one is named, and nowhere else", async () => {
    const rules = await ofType(RULE, [DEV, { ...PROD, ruleAppId: 77 }]);
    const [[name, inputs] = []] = rules;
    const { __provider: _, ...own } = inputs ?? {};
    expect(rules).to.have.lengthOf(1);
    expect([name, own]).to.deep.equal([
      "ingest-prod",
      { repository: "neurocipher/ingest-worker", environment: "prod", appId: 77 },
    ]);
  });

  it("makes no secret and no variable, and nothing but environments and their refs", async () => {
    const types = new Set((await made([DEV, PROD])).map(({ type }) => type));
    expect([...types].sort()).to.deep.equal([
      ENVIRONMENT,
      POLICY,
      "nc:github:RepositoryEnvironments",
    ]);
  });

  it("knows the names in the order in which a run passes them", async () => {
    let names: readonly string[] = [];
    await record(() => {
      ({ names } = new RepositoryEnvironments("x", {
        organization,
        repository,
        environments: [DEV, PROD],
      }));
    });
    expect(names).to.deep.equal(["dev", "prod"]);
  });
});
