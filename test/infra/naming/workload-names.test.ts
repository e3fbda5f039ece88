import { expect } from "chai";
import { HOOKS, hookName, NAME_EXCEPTIONS } from "../../../infra/naming/platform-names";
import { deployRoleArn, deployRoleName } from "../../../infra/naming/workload-names";

describe("hookName", () => {
  it("[§17] names a hook like any other function of the platform", () => {
    expect(HOOKS.map((hook) => hookName("prod", hook))).to.deep.equal([
      "nc-platform-prod-record-shift",
      "nc-platform-prod-run-migrations",
      "nc-platform-prod-smoke-test",
    ]);
  });
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
