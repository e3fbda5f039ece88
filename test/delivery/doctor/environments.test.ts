import { expect } from "chai";
import { environmentsCheck } from "../../../delivery/doctor/github/environments";
import type { RepositoryRules } from "../../../delivery/ports/repository-rules";
import type { Environment } from "../../../infra/environments";
import { settingsOf } from "../../support/contexts";

const rules: RepositoryRules = {
  environment: async () => undefined,
  rulesets: async () => [],
  teamRole: async () => undefined,
  teamId: async () => undefined,
  workflowAccess: async () => undefined,
  hasImmutableReleases: async () => true,
};

describe("[§12] the GitHub environments that nc doctor looks at", () => {
  const missing = async (environment: Environment) => {
    const own = "neurocipher/nc-platform";
    const check = environmentsCheck(settingsOf(environment), rules, async () => [
      own,
      "neurocipher/billing",
    ]);
    const found = (await check.look()).map((each) => ("problem" in each ? each.problem : ""));
    return found.map((problem) => /^\w+\/(.+) is missing: expected its rules$/.exec(problem)?.[1]);
  };

  it("are those that a run passes, that of the platform's plan, and that of a workload's release", async () => {
    expect(await missing("dev")).to.deep.equal([
      "nc-platform: environment dev",
      "billing: environment dev",
    ]);
    expect(await missing("stg")).to.deep.equal([
      "nc-platform: environment stg-plan",
      "nc-platform: environment stg",
      "billing: environment stg-publish",
      "billing: environment stg",
    ]);
    expect(await missing("prod")).to.deep.equal([
      "nc-platform: environment prod-plan",
      "nc-platform: environment prod-product",
      "nc-platform: environment prod",
      "billing: environment prod-product",
      "billing: environment prod",
    ]);
  });
});
