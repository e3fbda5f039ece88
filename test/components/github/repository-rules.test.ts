import { expect } from "chai";
import { RepositoryRules } from "../../../components/github/repository-rules";
import { contextIn } from "../../support/contexts";
import { record } from "../../support/record";

const CHECKS = ["CI gates", "CodeQL", "Trivy", "IaC scan", "Contract diff"];

const rulesets = async (checks?: readonly string[]) => {
  const made = await record(
    () =>
      new RepositoryRules("ingest", { context: contextIn("prod"), repository: "ingest", checks }),
  );
  return made
    .slice(1)
    .map(({ type, name, inputs }) => ({ type, logicalName: name, ...inputs }))
    .sort((a, b) => a.logicalName.localeCompare(b.logicalName));
};
const required = (checks: readonly string[]) =>
  checks.map((context) => ({ context, integrationId: 15_368 }));
const ruleset = (key: string) => ({
  type: "github:index/repositoryRuleset:RepositoryRuleset",
  logicalName: `ingest-${key}`,
  name: key,
  repository: "ingest",
  enforcement: "active",
});
const tags = {
  target: "tag",
  conditions: { refName: { includes: ["refs/tags/v*"], excludes: [] } },
};

describe("RepositoryRules", () => {
  it("[§12] main takes reviewed pull requests whose checks are green, and is never rewritten", async () => {
    expect((await rulesets())[0]).to.deep.equal({
      ...ruleset("main"),
      target: "branch",
      conditions: { refName: { includes: ["refs/heads/main"], excludes: [] } },
      rules: {
        deletion: true,
        nonFastForward: true,
        requiredLinearHistory: true,
        pullRequest: {
          allowedMergeMethods: ["squash"],
          dismissStaleReviewsOnPush: true,
          requireCodeOwnerReview: true,
          requireLastPushApproval: true,
          requiredApprovingReviewCount: 1,
          requiredReviewThreadResolution: true,
        },
        requiredStatusChecks: {
          requiredChecks: required(CHECKS),
          strictRequiredStatusChecksPolicy: true,
        },
      },
    });
  });

  it("[§12] a release tag never moves, is never deleted, and is of a commit that passed", async () => {
    expect((await rulesets())[1]).to.deep.equal({
      ...ruleset("release-tags"),
      ...tags,
      rules: {
        deletion: true,
        nonFastForward: true,
        update: true,
        requiredStatusChecks: { requiredChecks: required(CHECKS) },
      },
    });
  });

  it("lets the release team alone make a tag, and pass nothing else by", async () => {
    const [main, moves, creation, ...others] = await rulesets();
    expect(creation).to.deep.equal({
      ...ruleset("release-tags-creation"),
      ...tags,
      rules: { creation: true },
      bypassActors: [{ actorId: 800_001, actorType: "Team", bypassMode: "always" }],
    });
    expect(main).not.to.have.property("bypassActors");
    expect(moves).not.to.have.property("bypassActors");
    expect(others).to.deep.equal([]);
  });

  it("takes other checks", async () => {
    expect((await rulesets(["Build"]))[1]).to.have.nested.property(
      "rules.requiredStatusChecks.requiredChecks[0].context",
      "Build",
    );
  });
});
