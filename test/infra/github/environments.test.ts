import { expect } from "chai";
import { ENVIRONMENTS, type Environment } from "../../../infra/environments";
import {
  approvalsOf,
  deployableRef,
  environmentsOf,
  planApprovalBy,
  planEnvironmentOf,
} from "../../../infra/github/environments";
import { settingsOf } from "../../support/contexts";
import { workflow } from "../../workflows/files";

describe("environmentsOf", () => {
  it("[§12] asks nobody in dev, which takes main", () => {
    expect(environmentsOf(settingsOf("dev"))).to.deep.equal([
      { name: "dev", refs: { branch: "main" } },
    ]);
  });

  it("[§12] asks one of the release team in stg, which takes releases", () => {
    expect(environmentsOf(settingsOf("stg"))).to.deep.equal([
      { name: "stg", reviewers: { team: "release-eng", id: 800_001 }, refs: { tag: "v*" } },
    ]);
  });

  it("[§12] asks Product, then Security in prod, each in an environment of its own", () => {
    expect(environmentsOf(settingsOf("prod"))).to.deep.equal([
      { name: "prod-product", reviewers: { team: "product", id: 800_003 }, refs: { tag: "v*" } },
      { name: "prod", reviewers: { team: "security", id: 800_002 }, refs: { tag: "v*" } },
    ]);
  });

  it("[§12] has plans approved where they are applied: by Release Eng in stg, by Security in prod", () => {
    expect(ENVIRONMENTS.map(planApprovalBy)).to.deep.equal([
      undefined,
      { name: "stg", team: "release-eng" },
      { name: "prod", team: "security" },
    ]);
  });

  it("[§12] asks the App of the deployment rule in prod, once both people have approved", () => {
    const asking = { ...settingsOf("prod"), deploymentRule: { appId: 77 } };
    expect(environmentsOf(asking).map(({ name, ruleAppId }) => [name, ruleAppId])).to.deep.equal([
      ["prod-product", undefined],
      ["prod", 77],
    ]);
  });

  for (const environment of ENVIRONMENTS) {
    it(`[§12] makes of ${environment} exactly what a run of deploy.yml passes, in its order`, () => {
      const settings = settingsOf(environment);
      const plan = planEnvironmentOf(settings);
      const made = [...(plan ? [plan] : []), ...environmentsOf(settings)];
      expect(made.map(({ name }) => name)).to.deep.equal(passed(environment));
      const asking = made.filter(({ reviewers }) => reviewers !== undefined);
      expect(asking).to.have.length(settings.approvers);
      expect(asking.map(({ name }) => name)).to.deep.equal(approvalsOf(environment));
    });
  }
});

/** The GitHub environments that the jobs of deploy.yml name for an environment, in their order. */
function passed(environment: Environment): string[] {
  const named = Object.entries(workflow("deploy.yml").jobs).map(([key, each]) => {
    const given = String(each.with?.environment);
    if (each.uses?.includes("/plan.yml")) return { key, name: `${given}-plan`, each };
    if (each.uses?.includes("/apply.yml")) return { key, name: given, each };
    return { key, name: String(each.environment), each };
  });
  const own = named.filter(({ name }) => name.split("-")[0] === environment);
  own.forEach(({ key, each }, index) => {
    // A job starts once every one before it has ended well.
    const before = own.slice(0, index).map((other) => other.key);
    expect([each.needs ?? []].flat(), key).to.include.members(before);
  });
  return own.map(({ name }) => name);
}

describe("planEnvironmentOf", () => {
  it("lets a release be planned before anybody approves", () => {
    expect(planEnvironmentOf(settingsOf("prod"))).to.deep.equal({
      name: "prod-plan",
      refs: { tag: "v*" },
    });
  });

  it("is none where nobody approves", () => {
    expect(planEnvironmentOf(settingsOf("dev"))).to.equal(undefined);
  });
});

describe("deployableRef", () => {
  it("[§11] is main in dev and releases elsewhere, as full refs", () => {
    expect([deployableRef("dev"), deployableRef("stg"), deployableRef("prod")]).to.deep.equal([
      "refs/heads/main",
      "refs/tags/v*",
      "refs/tags/v*",
    ]);
  });
});
