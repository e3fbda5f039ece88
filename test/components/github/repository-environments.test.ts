import { expect } from "chai";
import { RepositoryEnvironments } from "../../../components/github/repository-environments";
import { contextIn } from "../../support/contexts";
import { record } from "../../support/record";

const ENVIRONMENT = "github:index/repositoryEnvironment:RepositoryEnvironment";
const POLICY =
  "github:index/repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy";
const VARIABLE = "github:index/actionsEnvironmentVariable:ActionsEnvironmentVariable";

const repository = "ingest-worker";
const variables = { AWS_ROLE_ARN: "arn:aws:iam::111111111111:role/deploy" };

const made = async (environment: "dev" | "stg" | "prod", type: string, changes: object = {}) =>
  (
    await record(
      () =>
        new RepositoryEnvironments("ingest-worker", {
          context: contextIn(environment),
          repository,
          variables,
          ...changes,
        }),
    )
  ).flatMap((each) => (each.type === type ? [[each.name, each.inputs] as const] : []));

/** What holds of every environment. */
const closed = {
  repository,
  canAdminsBypass: false,
  deploymentBranchPolicy: { protectedBranches: false, customBranchPolicies: true },
};
const reviewedBy = (id: number) => ({ preventSelfReview: true, reviewers: [{ teams: [id] }] });

describe("RepositoryEnvironments", () => {
  it("[§12] dev has no reviewers and takes main only", async () => {
    expect(await made("dev", ENVIRONMENT)).to.deep.equal([
      ["ingest-worker-dev", { ...closed, environment: "dev" }],
    ]);
    expect(await made("dev", POLICY)).to.deep.equal([
      ["ingest-worker-dev", { repository, environment: "dev", branchPattern: "main" }],
    ]);
  });

  it("[§12] stg is approved by the release team, and not by who started it", async () => {
    expect(await made("stg", ENVIRONMENT)).to.deep.equal([
      ["ingest-worker-stg", { ...closed, environment: "stg", ...reviewedBy(800_001) }],
    ]);
  });

  it("[§12] prod is approved by Product, then by Security, for releases only", async () => {
    expect(await made("prod", ENVIRONMENT)).to.deep.equal([
      [
        "ingest-worker-prod-product",
        { ...closed, environment: "prod-product", ...reviewedBy(800_003) },
      ],
      ["ingest-worker-prod", { ...closed, environment: "prod", ...reviewedBy(800_002) }],
    ]);
    expect(await made("prod", POLICY)).to.deep.equal([
      ["ingest-worker-prod-product", { repository, environment: "prod-product", tagPattern: "v*" }],
      ["ingest-worker-prod", { repository, environment: "prod", tagPattern: "v*" }],
    ]);
  });

  it("gives names to the job that assumes the role, and none to the gate before it", async () => {
    const variable = (variableName: string, value: string) => [
      `ingest-worker-prod-${variableName}`,
      { repository, environment: "prod", variableName, value },
    ];
    expect(await made("prod", VARIABLE)).to.deep.equal([
      variable("AWS_ACCOUNT_ID", "333333333333"),
      variable("AWS_REGION", "ca-central-1"),
      variable("AWS_ROLE_ARN", variables.AWS_ROLE_ARN),
    ]);
  });

  it("makes no secret, and nothing but environments, their refs and variables", async () => {
    const all = await record(
      () => new RepositoryEnvironments("x", { context: contextIn("prod"), repository, variables }),
    );
    expect([...new Set(all.map(({ type }) => type))].sort()).to.deep.equal([
      VARIABLE,
      ENVIRONMENT,
      POLICY,
      "nc:github:RepositoryEnvironments",
    ]);
  });

  it("plans in an environment of its own, with its own role, before anybody approves", async () => {
    const planVariables = { AWS_ROLE_ARN: "arn:aws:iam::222222222222:role/gha-preview-role" };
    expect(await made("stg", ENVIRONMENT, { planVariables })).to.deep.include([
      "ingest-worker-stg-plan",
      { ...closed, environment: "stg-plan" },
    ]);
    expect(await made("stg", VARIABLE, { planVariables })).to.deep.include([
      "ingest-worker-stg-plan-AWS_ROLE_ARN",
      {
        repository,
        environment: "stg-plan",
        variableName: "AWS_ROLE_ARN",
        value: planVariables.AWS_ROLE_ARN,
      },
    ]);
    expect(await made("dev", ENVIRONMENT, { planVariables })).to.have.lengthOf(1);
  });

  for (const variable of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY_DEV", "GITHUB_X", "a-b"]) {
    it(`[§4] refuses the variable ${variable}`, async () => {
      const wrong = await made("dev", ENVIRONMENT, { variables: { [variable]: "x" } }).catch(
        (error: Error) => error.message,
      );
      expect(wrong).to.equal(
        `variables is "${variable}": expected a GitHub variable that is no AWS key`,
      );
    });
  }
});
