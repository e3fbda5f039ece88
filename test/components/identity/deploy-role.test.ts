import { expect } from "chai";
import { DeployRole } from "../../../components/identity/deploy-role";
import { allow } from "../../../components/identity/statement";
import { parseWorkload } from "../../../infra/catalog/parse";
import { identityOf } from "../../../infra/catalog/workload";
import { contextOf } from "../../../infra/context";
import type { Environment } from "../../../infra/environments";
import { workload as entry } from "../../fixtures/catalog/ingest-worker";
import { contextIn, settingsOf } from "../../support/contexts";
import { only, record } from "../../support/record";

const ingest = parseWorkload(entry, "ingest-worker");
const GITHUB = "token.actions.githubusercontent.com";
const providerArn = `arn:aws:iam::333333333333:oidc-provider/${GITHUB}`;
const permissionsBoundaryArn = "arn:aws:iam::333333333333:policy/nc-platform-prod-boundary";
const given = { providerArn, permissionsBoundaryArn };

const permissions = [allow("Own", "s3", ["GetObject"], "arn:aws:s3:::bucket/ingest-worker/*")];

const ingestIn = (environment: Environment) => ({
  context: contextOf(settingsOf(environment), identityOf(ingest)),
  delivers: { workload: ingest, permissions },
  ...given,
});

/** The concerns of the platform's policies, each with the first statement of its policy. */
const CONCERNS = [
  ["compute", "Containers"],
  ["data", "Buckets"],
  ["delivery", "NewWheels"],
  ["identity", "Roles"],
  ["network", "Vpc"],
  ["observe", "LogGroups"],
  ["read", "Shape"],
] as const;

describe("DeployRole", () => {
  it("[§4] makes the role of one workload in one environment", async () => {
    const args = ingestIn("prod");
    const made = await record(() => new DeployRole("ingest-deploy", args));

    expect(made.map(({ type, name }) => [type, name])).to.deep.equal([
      ["nc:identity:DeployRole", "ingest-deploy"],
      ["aws:iam/role:Role", "ingest-deploy"],
      ["aws:iam/rolePolicy:RolePolicy", "ingest-deploy-delivery"],
    ]);
    const { assumeRolePolicy, ...role } = only(made, "aws:iam/role:Role").inputs;
    expect(role).to.deep.equal({
      name: "nc-ingest-worker-prod-gha-deploy-role",
      description: "Delivers ingest-worker into prod, from GitHub.",
      maxSessionDuration: 3600,
      permissionsBoundary: permissionsBoundaryArn,
      tags: {
        App: "Neurocipher",
        Service: "ingest-worker",
        Env: "prod",
        Owner: "ingest",
        CostCenter: "CC-1001",
        Compliance: "Yes",
        DataClass: "live",
        Name: "nc-ingest-worker-prod-gha-deploy-role",
      },
    });
    expect(JSON.parse(assumeRolePolicy)).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "GitHubJob",
          Effect: "Allow",
          Principal: { Federated: providerArn },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: {
            StringEquals: {
              [`${GITHUB}:aud`]: "sts.amazonaws.com",
              [`${GITHUB}:sub`]: [
                "repo:neurocipher/ingest-worker:environment:prod",
                "repo:neurocipher@600000001/ingest-worker@700000002:environment:prod",
              ],
              [`${GITHUB}:repository_id`]: "700000002",
              [`${GITHUB}:environment`]: "prod",
              [`${GITHUB}:job_workflow_ref`]:
                "neurocipher/nc-platform/.github/workflows/promote.yml@refs/heads/main",
            },
            StringLike: { [`${GITHUB}:ref`]: "refs/tags/v*" },
          },
        },
      ],
    });
    expect(only(made, "aws:iam/rolePolicy:RolePolicy").inputs).to.deep.equal({
      name: "nc-ingest-worker-prod-gha-deploy-role",
      role: "nc-ingest-worker-prod-gha-deploy-role",
      policy:
        '{"Version":"2012-10-17","Statement":[{"Sid":"Own","Effect":"Allow","Action":["s3:GetObject"],' +
        '"Resource":"arn:aws:s3:::bucket/ingest-worker/*"}]}',
    });
  });

  it("asks for main in dev, and for no reusable workflow", async () => {
    const made = await record(() => new DeployRole("ingest-deploy", ingestIn("dev")));
    const trust = only(made, "aws:iam/role:Role").inputs.assumeRolePolicy;
    expect(JSON.parse(trust).Statement[0].Condition).to.deep.equal({
      StringEquals: {
        [`${GITHUB}:aud`]: "sts.amazonaws.com",
        [`${GITHUB}:sub`]: [
          "repo:neurocipher/ingest-worker:environment:dev",
          "repo:neurocipher@600000001/ingest-worker@700000002:environment:dev",
        ],
        [`${GITHUB}:repository_id`]: "700000002",
        [`${GITHUB}:environment`]: "dev",
        [`${GITHUB}:ref`]: "refs/heads/main",
      },
    });
  });

  it("asks for the workflow that applies in dev too, for the platform itself", async () => {
    const args = { context: contextIn("dev"), ...given };
    const made = await record(() => new DeployRole("platform-deploy", args));
    const trust = only(made, "aws:iam/role:Role").inputs.assumeRolePolicy;
    expect(JSON.parse(trust).Statement[0].Condition.StringEquals).to.include({
      [`${GITHUB}:job_workflow_ref`]:
        "neurocipher/nc-platform/.github/workflows/apply.yml@refs/heads/main",
      [`${GITHUB}:ref`]: "refs/heads/main",
    });
  });

  it("[§4] makes the platform's own role under the specification's name", async () => {
    const context = contextIn("stg");
    const made = await record(() => new DeployRole("platform-deploy", { context, ...given }));

    const { name, assumeRolePolicy } = only(made, "aws:iam/role:Role").inputs;
    expect(name).to.equal("gha-deploy-role");
    expect(assumeRolePolicy)
      .to.include("repo:neurocipher/nc-platform:environment:stg")
      .and.to.include("neurocipher/nc-platform/.github/workflows/apply.yml@refs/heads/main");
    expect(made.filter(({ type }) => type === "aws:iam/rolePolicy:RolePolicy")).to.deep.equal([]);
    for (const [concern, sid] of CONCERNS) {
      const part = `platform-deploy-${concern}`;
      const { policy, tags, ...inputs } = only(made, "aws:iam/policy:Policy", part).inputs;
      expect(inputs).to.deep.equal({
        name: `nc-platform-stg-deploy-${concern}`,
        description: `What the platform's deploy role may do: ${concern}`,
      });
      expect(tags).to.include({ Service: "platform", Name: `nc-platform-stg-deploy-${concern}` });
      const { Version, Statement } = JSON.parse(policy);
      expect([Version, Statement[0].Sid]).to.deep.equal(["2012-10-17", sid]);
      expect(
        only(made, "aws:iam/rolePolicyAttachment:RolePolicyAttachment", part).inputs,
      ).to.deep.equal({
        role: "gha-deploy-role",
        policyArn: `arn:aws:iam::222222222222:policy/nc-platform-stg-deploy-${concern}`,
      });
    }
    expect(made.filter(({ type }) => type === "aws:iam/policy:Policy")).to.have.lengthOf(7);
  });

  it("refuses a context that is not the workload's", async () => {
    await record(() => {
      const platform = { ...ingestIn("prod"), context: contextIn("prod") };
      expect(() => new DeployRole("ingest-deploy", platform)).to.throw(
        'context.service is "platform": expected "ingest-worker"',
      );
      const nobody = { ...given, context: ingestIn("prod").context };
      expect(() => new DeployRole("platform-deploy", nobody)).to.throw(
        'context.service is "ingest-worker": expected "platform"',
      );
    });
  });
});
