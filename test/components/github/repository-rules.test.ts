import { expect } from "chai";
import { RepositoryRules } from "../../../components/github/repository-rules";
import { contextOf, PLATFORM } from "../../../infra/context";
import { contextIn, settingsOf } from "../../support/contexts";
import { record } from "../../support/record";

const CHECKS = [
  "check / CI gates",
  "check / CodeQL",
  "check / Trivy",
  "check / IaC scan",
  "check / Contract diff",
];

const rulesets = async (repository = "ingest") => {
  const made = await record(
    () => new RepositoryRules("ingest", { context: contextIn("prod"), repository }),
  );
  return new Map(
    made
      .slice(1)
      .map(({ type, name, inputs }) => [inputs.name, { type, logicalName: name, ...inputs }]),
  );
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
  it("waits with main alone, where the settings say so of the repository", async () => {
    const rulesets = {
      ingest: { enforcement: "evaluate", until: "2026-12-31" },
      another: { enforcement: "disabled", until: "2026-12-31" },
    };
    const context = contextOf(settingsOf("prod", { adopt: { rulesets } }), PLATFORM);
    const made = await record(
      () => new RepositoryRules("ingest", { context, repository: "ingest" }),
    );
    const enforced = made.slice(1).map(({ inputs }) => [inputs.name, inputs.enforcement]);
    expect(Object.fromEntries(enforced)).to.deep.equal({
      main: "evaluate",
      "release-tags": "active",
      "release-tags-creation": "active",
      "no-other-tags": "active",
      "no-branch-like-a-tag": "active",
    });
  });

  it("[§12] main takes reviewed pull requests whose checks are green, and is never rewritten", async () => {
    expect((await rulesets()).get("main")).to.deep.equal({
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
    expect((await rulesets()).get("release-tags")).to.deep.equal({
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
    const all = await rulesets();
    expect(all.get("release-tags-creation")).to.deep.equal({
      ...ruleset("release-tags-creation"),
      ...tags,
      rules: { creation: true },
      bypassActors: [{ actorId: 800_001, actorType: "Team", bypassMode: "always" }],
    });
    const bypassed = [...all].filter(([, each]) => "bypassActors" in each);
    expect(bypassed.map(([name]) => name)).to.deep.equal(["release-tags-creation"]);
  });

  it("lets nobody make another tag, such as one that is named like a branch", async () => {
    expect((await rulesets()).get("no-other-tags")).to.deep.equal({
      ...ruleset("no-other-tags"),
      target: "tag",
      conditions: { refName: { includes: ["~ALL"], excludes: ["refs/tags/v*"] } },
      rules: { creation: true, update: true },
    });
  });

  it("lets nobody make a branch that is named like a release", async () => {
    expect((await rulesets()).get("no-branch-like-a-tag")).to.deep.equal({
      ...ruleset("no-branch-like-a-tag"),
      target: "branch",
      conditions: { refName: { includes: ["refs/heads/v*", "refs/heads/v*/**/*"], excludes: [] } },
      rules: { creation: true, update: true },
    });
  });

  it("has one answer for each name, as GitHub's patterns match it", async () => {
    const all = [...(await rulesets()).values()];
    const creatable = (ref: string) =>
      all.filter(
        ({ target, rules, conditions: { refName } }) =>
          rules.creation === true &&
          ref.startsWith(target === "tag" ? "refs/tags/" : "refs/heads/") &&
          refName.includes.some((each: string) => matches(each, ref)) &&
          !refName.excludes.some((each: string) => matches(each, ref)),
      );
    const answers = Object.fromEntries(
      [
        "refs/tags/v1.2.3",
        "refs/tags/main",
        "refs/tags/origin/main",
        "refs/tags/v1/main",
        "refs/tags/release",
        "refs/heads/v1.2.3",
        "refs/heads/v1/x",
        "refs/heads/feature/x",
      ].map((ref) => [ref, creatable(ref).map(({ name }) => name)]),
    );
    expect(answers).to.deep.equal({
      "refs/tags/v1.2.3": ["release-tags-creation"],
      "refs/tags/main": ["no-other-tags"],
      "refs/tags/origin/main": ["no-other-tags"],
      "refs/tags/v1/main": ["no-other-tags"],
      "refs/tags/release": ["no-other-tags"],
      "refs/heads/v1.2.3": ["no-branch-like-a-tag"],
      "refs/heads/v1/x": ["no-branch-like-a-tag"],
      "refs/heads/feature/x": [],
    });
  });

  it("asks the platform's own repository for what its own workflows report", async () => {
    expect((await rulesets("nc-platform")).get("release-tags"))
      .to.have.nested.property("rules.requiredStatusChecks.requiredChecks")
      .that.deep.equals(required(["CI gates", "CodeQL", "Trivy", "IaC scan", "Contract diff"]));
  });
});

/** GitHub's `File.fnmatch` with `FNM_PATHNAME`: a star ends at a slash, a double one does not. */
function matches(pattern: string, ref: string): boolean {
  if (pattern === "~ALL") return true;
  const text = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("**/", "\0")
    .replaceAll("*", "[^/]*")
    .replaceAll("\0", "(.*/)?");
  return new RegExp(`^${text}$`).test(ref);
}
