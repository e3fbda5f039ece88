import { expect } from "chai";
import { PreviewRole } from "../../../components/identity/preview-role";
import type { Environment } from "../../../infra/environments";
import { contextIn } from "../../support/contexts";
import { only, record } from "../../support/record";

const GITHUB = "token.actions.githubusercontent.com";
const providerArn = `arn:aws:iam::333333333333:oidc-provider/${GITHUB}`;
const permissionsBoundaryArn = "arn:aws:iam::333333333333:policy/nc-platform-prod-boundary";

const made = (environment: Environment) => {
  const context = contextIn(environment);
  return record(() => new PreviewRole("preview", { context, providerArn, permissionsBoundaryArn }));
};

/** Every subject that the role's trust names. */
const subjects = async (environment: Environment): Promise<string[]> => {
  const { assumeRolePolicy } = only(await made(environment), "aws:iam/role:Role").inputs;
  const { Statement } = JSON.parse(assumeRolePolicy) as {
    Statement: { Condition: { StringEquals: Record<string, string[]> } }[];
  };
  return Statement.flatMap(({ Condition }) => Condition.StringEquals[`${GITHUB}:sub`] ?? []);
};

const PLATFORM_TAGS = {
  App: "Neurocipher",
  Service: "platform",
  Env: "prod",
  Owner: "release-eng",
  CostCenter: "CC-1000",
  Compliance: "Yes",
  DataClass: "live",
};

interface Named {
  readonly Sid: string;
}

describe("PreviewRole", () => {
  it("makes one role that reads, under the boundary", async () => {
    const resources = await made("prod");

    const { assumeRolePolicy: _, ...role } = only(resources, "aws:iam/role:Role").inputs;
    expect(role).to.deep.equal({
      name: "gha-preview-role",
      description: "Plans pull requests and releases of the platform, and changes nothing.",
      maxSessionDuration: 3600,
      permissionsBoundary: permissionsBoundaryArn,
      tags: { ...PLATFORM_TAGS, Name: "nc-platform-prod-gha-preview-role" },
    });
    const { policy, ...inline } = only(resources, "aws:iam/rolePolicy:RolePolicy").inputs;
    expect(inline).to.deep.equal({
      name: "nc-platform-prod-gha-preview-role",
      role: "gha-preview-role",
    });
    const { Version, Statement } = JSON.parse(policy) as { Version: string; Statement: Named[] };
    expect(Version).to.equal("2012-10-17");
    expect(Statement.map(({ Sid }) => Sid)).to.deep.equal([
      ...["Shape", "Config", "PulumiState", "PulumiKey", "NoData", "NoOtherObjects"],
      ...["NoOtherParameters", "NoOtherKeys", "NoApiKeys"],
    ]);
    expect(resources).to.have.lengthOf(3);
  });

  it("trusts pull requests of the platform's repository, and releases where they are planned", async () => {
    const pullRequests = [
      "repo:neurocipher/nc-platform:pull_request",
      "repo:neurocipher@600000001/nc-platform@700000001:pull_request",
    ];
    expect(await subjects("dev")).to.deep.equal(pullRequests);
    expect(await subjects("prod")).to.deep.equal([
      ...pullRequests,
      "repo:neurocipher/nc-platform:environment:prod-plan",
      "repo:neurocipher@600000001/nc-platform@700000001:environment:prod-plan",
    ]);
  });

  it("trusts the merge of a pull request, and plan.yml at main for a release", async () => {
    const { assumeRolePolicy } = only(await made("prod"), "aws:iam/role:Role").inputs;
    const [pullRequest, release] = JSON.parse(assumeRolePolicy).Statement;
    expect(pullRequest.Condition.StringLike).to.deep.equal({
      [`${GITHUB}:ref`]: "refs/pull/*/merge",
    });
    expect(pullRequest.Condition.StringEquals).not.to.have.property(`${GITHUB}:job_workflow_ref`);
    expect(release.Condition.StringLike).to.deep.equal({ [`${GITHUB}:ref`]: "refs/tags/v*" });
    expect(release.Condition.StringEquals).to.include({
      [`${GITHUB}:environment`]: "prod-plan",
      [`${GITHUB}:job_workflow_ref`]:
        "neurocipher/nc-platform/.github/workflows/plan.yml@refs/heads/main",
    });
  });
});
