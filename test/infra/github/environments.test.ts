import { expect } from "chai";
import { environmentsOf, planEnvironmentOf } from "../../../infra/github/environments";
import { settingsOf } from "../../support/contexts";

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

  it("adds a gate for each further approver that the settings ask for", () => {
    const stg = settingsOf("stg", { approvers: { stg: 2 } });
    expect(environmentsOf(stg).map(({ name }) => name)).to.deep.equal(["stg-product", "stg"]);
    const dev = settingsOf("dev", { approvers: { dev: 1 } });
    expect(environmentsOf(dev)[0]?.reviewers?.team).to.equal("release-eng");
  });

  it("refuses more approvers than there are teams", () => {
    expect(() => environmentsOf(settingsOf("prod", { approvers: { prod: 6 } }))).to.throw(
      "approvers.prod is 6: expected at most 5, one for each team",
    );
  });
});

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
