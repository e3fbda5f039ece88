import { expect } from "chai";
import { ENVIRONMENTS } from "../../../infra/environments";
import { NAME_EXCEPTIONS } from "../../../infra/naming/platform-names";
import { deployRoleArn, deployRoleName, workloadNames } from "../../../infra/naming/workload-names";

describe("workloadNames", () => {
  it("[§7.2] names the hooks as AWS's own roles for CodeDeploy may invoke them", () => {
    const { hooks } = workloadNames({ service: "api-adapter", environment: "prod" });

    expect(hooks).to.deep.equal({
      pre: "CodeDeployHook_nc-api-adapter-prod-pre",
      post: "CodeDeployHook_nc-api-adapter-prod-post",
    });
  });

  for (const environment of ENVIRONMENTS) {
    it(`never shortens a hook's name in ${environment}`, () => {
      const service = "a".repeat(20);
      const { hooks } = workloadNames({ service, environment });

      expect(Object.values(hooks)).to.deep.equal([
        `CodeDeployHook_nc-${service}-${environment}-pre`,
        `CodeDeployHook_nc-${service}-${environment}-post`,
      ]);
      expect(Math.max(...Object.values(hooks).map(({ length }) => length))).to.be.at.most(64);
    });
  }
});

describe("names of roles", () => {
  it("[§4] a workload's deploy role is named after it and its environment", () => {
    const owner = { service: "ingest-worker", environment: "prod" } as const;
    expect(deployRoleName(owner)).to.equal("nc-ingest-worker-prod-gha-deploy-role");
    expect(deployRoleArn("333333333333", owner)).to.equal(
      "arn:aws:iam::333333333333:role/nc-ingest-worker-prod-gha-deploy-role",
    );
  });

  it("[§4] the platform's own has the specification's name, which is a known exception", () => {
    const owner = { service: "platform", environment: "stg" } as const;
    expect(deployRoleName(owner)).to.equal("gha-deploy-role");
    expect(NAME_EXCEPTIONS).to.deep.equal({
      "aws:apigatewayv2/stage:Stage": ["$default"],
      "aws:ecs/cluster:Cluster": ["nc-core"],
      "aws:iam/role:Role": ["gha-deploy-role", "gha-preview-role"],
    });
  });

  it("no deploy role is shortened, so that its ARN can be read", () => {
    const service = "a".repeat(20);
    expect(deployRoleName({ service, environment: "prod" })).to.equal(
      `nc-${service}-prod-gha-deploy-role`,
    );
  });
});
