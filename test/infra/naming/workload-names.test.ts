import { expect } from "chai";
import { ENVIRONMENTS } from "../../../infra/environments";
import { workloadNames } from "../../../infra/naming/workload-names";

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
