import { expect } from "chai";
import { RepositoryRules } from "../../../../components/github/repository-rules";
import { gitHubRules } from "../../../../delivery/adapters/github/rules";
import { environmentProblems } from "../../../../delivery/decisions/repository-rules/environments";
import { rulesetProblems } from "../../../../delivery/decisions/repository-rules/rulesets";
import { teamProblems } from "../../../../delivery/decisions/repository-rules/teams";
import { contextIn } from "../../../support/contexts";
import { addResource, type StartedGitHub, startedGitHub } from "../../../support/github";
import { record } from "../../../support/record";

const REPOSITORY = "neurocipher/checkout";
const CHECKS = [
  "check / CI gates",
  "check / CodeQL",
  "check / Trivy",
  "check / IaC scan",
  "check / Contract diff",
];

describe("rules of a repository on GitHub", () => {
  let up: StartedGitHub;
  beforeEach(async () => {
    up = await startedGitHub();
  });
  afterEach(() => up.stop());

  const rules = () => gitHubRules(up.client());
  const wanted = { name: "prod", refs: { tag: "v*" }, team: "security" };
  const change = (key: string, type: string, state: Record<string, unknown>) =>
    up.github.program.patch({ type, key }, (before) => ({ ...before, ...state }));
  const ENVIRONMENT = "github:index/repositoryEnvironment:RepositoryEnvironment";
  const POLICY =
    "github:index/repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy";

  it("[§12] reads an environment as the program makes it, and finds nothing wrong", async () => {
    const found = await rules().environment(REPOSITORY, "prod");
    expect(found).to.deep.equal({
      name: "prod",
      canAdminsBypass: false,
      preventSelfReview: true,
      reviewers: ["security"],
      refs: [{ type: "tag", pattern: "v*" }],
      ruleApps: [],
    });
    expect(environmentProblems(REPOSITORY, wanted, found)).to.deep.equal([]);
  });

  it("lists everything that was taken from an environment", async () => {
    change("checkout:prod", ENVIRONMENT, {
      canAdminsBypass: true,
      reviewers: [{ teams: [800_003] }],
      preventSelfReview: false,
    });
    change("checkout:prod:1", POLICY, { tagPattern: "*" });
    const found = await rules().environment(REPOSITORY, "prod");
    expect(environmentProblems(REPOSITORY, wanted, found)).to.deep.equal([
      `${REPOSITORY}: environment prod: refs is ["tag *"]: expected tag v* alone`,
      `${REPOSITORY}: environment prod: bypass by administrators is true: expected false`,
      `${REPOSITORY}: environment prod: reviewers is ["product"]: expected the team security alone`,
      `${REPOSITORY}: environment prod: prevention of self-review is false: expected true`,
    ]);
  });

  it("[§12] misses the App of the deployment rule until it is asked", async () => {
    const asking = { ...wanted, ruleAppId: 77 };
    const found = async () =>
      environmentProblems(REPOSITORY, asking, await rules().environment(REPOSITORY, "prod"));
    const protectionRule = { id: 1, repository: "checkout", environment: "prod", appId: 78 };
    up.github.state.protectionRules.push(protectionRule);
    expect(await found()).to.deep.equal([
      `${REPOSITORY}: environment prod: deployment rules is [78]: expected the App 77`,
    ]);
    up.github.state.protectionRules.push({ ...protectionRule, id: 2, appId: 77 });
    expect(await found()).to.deep.equal([]);
  });

  it("takes an environment for open where its refs are not limited, or it is missing", async () => {
    change("checkout:prod", ENVIRONMENT, { deploymentBranchPolicy: undefined });
    const open = await rules().environment(REPOSITORY, "prod");
    expect(environmentProblems(REPOSITORY, wanted, open)).to.deep.equal([
      `${REPOSITORY}: environment prod: refs is "every ref": expected tag v* alone`,
    ]);
    const missing = await rules().environment(REPOSITORY, "prodution");
    expect(
      environmentProblems(REPOSITORY, { ...wanted, name: "prodution" }, missing),
    ).to.deep.equal([`${REPOSITORY}: environment prodution is missing: expected its rules`]);
  });

  async function addRulesets(changed: Record<string, unknown> = {}): Promise<void> {
    const made = await record(
      () => new RepositoryRules("checkout", { context: contextIn("prod"), repository: "checkout" }),
    );
    for (const [index, { type, name, inputs }] of made.slice(1).entries()) {
      const state = { ...inputs, rulesetId: index + 1, ...changed };
      addResource(up.record, type, name, state);
    }
  }

  const { "release-eng": releaseEng } = contextIn("prod").settings.teams;

  it("[§12] reads the rulesets as the program makes them, and finds nothing wrong", async () => {
    await addRulesets();
    const found = await rules().rulesets(REPOSITORY);
    expect(found).to.have.length(5);
    expect(
      rulesetProblems(REPOSITORY, found, { releaseTeam: releaseEng.id, checks: CHECKS }),
    ).to.deep.equal([]);
  });

  it("lists what is not enforced, who may pass over it, and what is missing", async () => {
    await addRulesets({ enforcement: "disabled" });
    up.github.program.remove({
      type: "github:index/repositoryRuleset:RepositoryRuleset",
      key: "checkout-main",
    });
    const found = await rules().rulesets(REPOSITORY);
    const problems = rulesetProblems(REPOSITORY, found, { releaseTeam: 5, checks: CHECKS });
    expect(problems).to.include.members([
      `${REPOSITORY}: ruleset main is missing: expected its rules`,
      `${REPOSITORY}: ruleset release-tags: enforcement is "disabled": expected "active"`,
      `${REPOSITORY}: ruleset release-tags-creation: who may pass over it is ["Team ${releaseEng.id}"]: expected ["Team 5"]`,
    ]);
    expect(problems).to.have.length(6);
  });

  it("knows what a team may do in the repository, and who it is", async () => {
    const security = await rules().teamRole(REPOSITORY, "security");
    const product = await rules().teamRole(REPOSITORY, "product");
    const none = await rules().teamRole(REPOSITORY, "nobody");
    expect([security, product, none]).to.deep.equal(["push", "pull", undefined]);
    expect(teamProblems(REPOSITORY, "security", security, "push")).to.deep.equal([]);
    expect(teamProblems(REPOSITORY, "product", product, "push")).to.deep.equal([
      `${REPOSITORY}: access of the team product is "pull": expected at least push`,
    ]);
    expect(teamProblems(REPOSITORY, "nobody", none, "pull")).to.deep.equal([
      `${REPOSITORY}: access of the team nobody is missing: expected at least pull`,
    ]);
    expect(await rules().teamId("neurocipher", "product")).to.equal(800_003);
    expect(await rules().teamId("neurocipher", "nobody")).to.equal(undefined);
  });

  it("sees that GitHub has left out a reviewer without access", async () => {
    for (const team of up.github.state.teams) team.repositories = {};
    const found = await rules().environment(REPOSITORY, "prod");
    expect(environmentProblems(REPOSITORY, wanted, found)).to.deep.equal([
      `${REPOSITORY}: environment prod: reviewers is []: expected the team security alone`,
      `${REPOSITORY}: environment prod: prevention of self-review is false: expected true`,
    ]);
  });

  it("[§15] knows whether releases are immutable, and takes GitHub's 404 for a no", async () => {
    const owner = gitHubRules(up.client("token-of-dev"));
    expect(await owner.hasImmutableReleases(REPOSITORY)).to.equal(false);
    const [repository] = up.github.state.repositories;
    Object.assign(repository ?? {}, { immutableReleases: true });
    expect(await owner.hasImmutableReleases(REPOSITORY)).to.equal(true);
  });

  it("knows from where a private repository's workflows may be called", async () => {
    const owner = gitHubRules(up.client("token-of-dev"));
    expect(await owner.workflowAccess(REPOSITORY)).to.equal("none");
    const [repository] = up.github.state.repositories;
    Object.assign(repository ?? {}, { private: false });
    expect(await owner.workflowAccess(REPOSITORY)).to.equal(undefined);
  });
});
