import { request } from "@octokit/request";
import { expect } from "chai";
import { complete } from "../../../../sandbox/api/github/openapi/complete";
import { description } from "../../../../sandbox/api/github/openapi/description";
import { answerProblems } from "../../../../sandbox/api/github/openapi/validate";
import { GITHUB_OPERATIONS } from "../../../../sandbox/api/github/operations";
import type { Repository } from "../../../../sandbox/api/github/state/state";
import { beginWait } from "../../../../sandbox/api/github/state/waits";
import {
  addResource,
  COMMIT,
  NOW,
  type StartedGitHub,
  startedGitHub,
} from "../../../support/github";

/** What a call of each operation that only reads asks for. */
const READS: Readonly<Record<string, Record<string, unknown>>> = {
  "GET /repos/{owner}/{repo}": {},
  "GET /repos/{owner}/{repo}/actions/permissions/access": {},
  "GET /repos/{owner}/{repo}/actions/runs/{run_id}": { run_id: 9 },
  "GET /repos/{owner}/{repo}/actions/runs/{run_id}/approvals": { run_id: 9 },
  "GET /repos/{owner}/{repo}/actions/runs/{run_id}/pending_deployments": { run_id: 9 },
  "GET /repos/{owner}/{repo}/actions/variables": {},
  "GET /repos/{owner}/{repo}/commits": { sha: COMMIT, path: "migrations/0001-a.sql" },
  "GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls": { commit_sha: COMMIT },
  "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews": { pull_number: 7 },
  "GET /repos/{owner}/{repo}/commits/{ref}/check-runs": { ref: "v1.2.3" },
  "GET /repos/{owner}/{repo}/compare/{basehead}": { basehead: `${COMMIT}...refs/tags/v1.2.3` },
  "GET /repos/{owner}/{repo}/contents/{path}": { path: "docs/a.md" },
  "GET /repos/{owner}/{repo}/deployments": { environment: "prod" },
  // The first one of the run.
  "GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses": { deployment_id: 900 },
  "GET /repos/{owner}/{repo}/environments": {},
  "GET /repos/{owner}/{repo}/environments/{environment_name}": { environment_name: "prod" },
  "GET /repos/{owner}/{repo}/environments/{environment_name}/deployment-branch-policies": {
    environment_name: "prod",
  },
  "GET /repos/{owner}/{repo}/environments/{environment_name}/deployment_protection_rules": {
    environment_name: "prod",
  },
  "GET /repos/{owner}/{repo}/git/ref/{ref}": { ref: "heads/cents" },
  "GET /repos/{owner}/{repo}/immutable-releases": {},
  "GET /repos/{owner}/{repo}/issues": { state: "all" },
  "GET /repos/{owner}/{repo}/issues/{issue_number}": { issue_number: 1 },
  "GET /repos/{owner}/{repo}/pulls": { state: "all" },
  "GET /repos/{owner}/{repo}/releases/tags/{tag}": { tag: "v1.2.3" },
  "GET /repos/{owner}/{repo}/rulesets": {},
  "GET /repos/{owner}/{repo}/rulesets/{ruleset_id}": { ruleset_id: 1 },
  "GET /orgs/{org}/teams/{team_slug}": { team_slug: "security" },
  "GET /orgs/{org}/teams/{team_slug}/memberships/{username}": {
    team_slug: "security",
    username: "sam",
  },
  "GET /orgs/{org}/teams/{team_slug}/repos/{owner}/{repo}": { team_slug: "security" },
};

/** A pull request that Sam has approved, and that brought the commit. */
const MERGED: Repository["pulls"][number] = {
  number: 7,
  title: "feat: cents",
  body: "",
  branch: "cents",
  state: "closed",
  user: "dev",
  createdAt: NOW.toISOString(),
  head: "b".repeat(40),
  merged: { sha: COMMIT, at: NOW.toISOString() },
  reviews: [{ user: "sam", state: "APPROVED", sha: "b".repeat(40) }],
};

describe("the simulated GitHub", () => {
  let up: StartedGitHub;
  beforeEach(async () => {
    up = await startedGitHub();
  });
  afterEach(() => up.stop());

  const call = (route: string, parameters: object = {}, token = "token-of-sam") =>
    request(route, {
      owner: "neurocipher",
      repo: "checkout",
      baseUrl: up.url,
      headers: token === "" ? {} : { authorization: `token ${token}` },
      ...parameters,
    });
  const refusalOf = (route: string, parameters: object = {}, token = "token-of-sam") =>
    call(route, parameters, token).then(
      ({ status }) => `${status}`,
      (error: unknown) => (error instanceof Error ? error.message.split(" - ")[0] : ""),
    );

  it("serves what is in the table of GitHub's description, and nothing else", () => {
    expect(GITHUB_OPERATIONS.map(({ route }) => route).sort()).to.deep.equal(
      Object.keys(description().operations).sort(),
    );
  });

  it("answers every operation that reads as GitHub describes it", async () => {
    const [repository] = up.github.state.repositories;
    if (repository) {
      repository.files["docs/a.md"] = "text";
      repository.pulls.push(MERGED);
      repository.refs.cents = COMMIT;
      Object.assign(repository, { private: true, immutableReleases: true });
      for (const each of repository.commits) each.paths = ["migrations/0001-a.sql"];
    }
    await call("POST /repos/{owner}/{repo}/issues", { title: "t", labels: ["l"] });
    await call("POST /repos/{owner}/{repo}/releases", { tag_name: "v1.2.3" });
    const ruleset = { repository: "checkout", name: "main", target: "branch", rulesetId: 1 };
    addResource(up.record, "github:index/repositoryRuleset:RepositoryRuleset", "checkout:1", {
      ...ruleset,
      enforcement: "active",
      rules: {},
    });
    const [run] = up.github.state.runs;
    if (run) {
      beginWait(run, "prod", NOW);
      Object.assign(run.waits[0] ?? {}, { to: NOW.toISOString() });
    }
    const rule = { id: 1, repository: "checkout", environment: "prod", appId: 77 };
    up.github.state.protectionRules.push(rule);
    const reads = GITHUB_OPERATIONS.map(({ route }) => route).filter((each) =>
      each.startsWith("GET"),
    );
    expect(Object.keys(READS)).to.have.members(reads);
    for (const [route, parameters] of Object.entries(READS)) {
      const asked = route.startsWith("GET /orgs")
        ? { org: "neurocipher", ...parameters }
        : parameters;
      const needsOwner = route.includes("{owner}") ? {} : { owner: undefined, repo: undefined };
      const { status } = await call(route, { ...asked, ...needsOwner });
      // Without a media type of its own, GitHub says of a team's access only that there is one.
      expect(status, route).to.equal(route.includes("{team_slug}/repos") ? 204 : 200);
    }
  });

  it("knows an answer that is not as GitHub describes it", () => {
    const route = "GET /orgs/{org}/teams/{team_slug}/memberships/{username}";
    expect(
      answerProblems(route, 200, { role: "member", state: "gone", url: "https://a.example" }),
    ).to.deep.equal(["/state: must be equal to one of the allowed values"]);
    expect(answerProblems(route, 204, undefined)).to.deep.equal(["/: status 204 is not described"]);
    expect(() => complete("nothing", {})).to.throw("GitHub's description has no schema nothing");
  });

  it("sends no answer that is not as GitHub describes it", async () => {
    await call("POST /repos/{owner}/{repo}/issues", { title: "t" });
    const [issue] = up.github.state.issues;
    if (issue) issue.createdAt = "yesterday";
    const read = { issue_number: 1 };
    expect(await refusalOf("GET /repos/{owner}/{repo}/issues/{issue_number}", read)).to.contain(
      'the answer to GET /repos/{owner}/{repo}/issues/{issue_number} is not as GitHub describes it: /created_at: must match format "date-time"',
    );
  });

  it("refuses what GitHub's description has not, each part of it", async () => {
    const review = "POST /repos/{owner}/{repo}/actions/runs/{run_id}/pending_deployments";
    const refused = await refusalOf(review, { run_id: 9, state: "maybe", other: 1 });
    expect(refused).to.contain("/: must have required property 'environment_ids'");
    expect(refused).to.contain("/: must NOT have additional properties (other)");
    expect(refused).to.contain("/state: must be equal to one of the allowed values");
    const listed = await refusalOf("GET /repos/{owner}/{repo}/issues?state=gone&sorted=1");
    expect(listed).to.contain("/: must NOT have additional properties (sorted)");
    expect(listed).to.contain("/state: must be equal to one of the allowed values");
    expect(await refusalOf("DELETE /repos/{owner}/{repo}")).to.equal(
      "DELETE /repos/neurocipher/checkout is an operation that the sandbox does not serve",
    );
  });

  it("refuses who it does not know, and what a token may not do", async () => {
    const open = "POST /repos/{owner}/{repo}/issues";
    expect(await refusalOf(open, { title: "t" }, "")).to.equal("Requires authentication");
    expect(await refusalOf(open, { title: "t" }, "nobody's")).to.equal("Bad credentials");
    const [run] = up.github.state.runs;
    if (run) run.permissions = { issues: "read" };
    expect(await refusalOf(open, { title: "t" }, "token-of-run")).to.equal(
      "Resource not accessible by integration",
    );
    expect(await refusalOf("GET /repos/{owner}/{repo}/issues", {}, "token-of-run")).to.equal("200");
    if (run) run.status = "completed";
    expect(await refusalOf("GET /repos/{owner}/{repo}/issues", {}, "token-of-run")).to.equal(
      "Bad credentials",
    );
  });

  it("keeps what it was told when it is opened again", async () => {
    await call("POST /repos/{owner}/{repo}/issues", { title: "kept" });
    await call("PATCH /repos/{owner}/{repo}/issues/{issue_number}", {
      issue_number: 1,
      state: "closed",
    });
    expect(up.reopened().state.issues.map(({ title, state }) => [title, state])).to.deep.equal([
      ["kept", "closed"],
    ]);
  });
});
