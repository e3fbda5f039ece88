import { expect } from "chai";
import { gitHubPullRequests } from "../../../../delivery/adapters/github/pull-requests";
import type { Proposal } from "../../../../delivery/ports/pull-requests";
import { COMMIT, type StartedGitHub, startedGitHub } from "../../../support/github";

const PATH = ".github/workflows/deliver.yml";
const PROPOSAL: Proposal = {
  repository: "neurocipher/checkout",
  topic: "workflows",
  title: "ci: deliver",
  body: "By the platform.",
  files: { [PATH]: "name: Deliver\n" },
};
const BRANCH = `nc/workflows-${COMMIT.slice(0, 7)}`;
const URL = "https://github.com/neurocipher/checkout/pull/1";

describe("pull requests on GitHub", () => {
  let up: StartedGitHub;
  beforeEach(async () => {
    up = await startedGitHub();
  });
  afterEach(() => up.stop());

  const pullRequests = () => gitHubPullRequests(up.client("token-of-dev"));
  const checkout = () => {
    const [repository] = up.reopened().state.repositories;
    if (!repository) throw new Error("there is no repository");
    return repository;
  };

  it("are opened from a branch of their own, and main keeps its files", async () => {
    expect(await pullRequests().propose(PROPOSAL)).to.equal(URL);
    const { pulls, refs, files, branchFiles } = checkout();
    expect(pulls).to.deep.equal([
      {
        number: 1,
        title: "ci: deliver",
        body: "By the platform.",
        branch: BRANCH,
        state: "open",
        user: "dev",
        createdAt: "2026-11-26T12:00:00.000Z",
        reviews: [],
      },
    ]);
    expect(refs[BRANCH]).to.equal(COMMIT);
    expect(branchFiles).to.deep.equal({ [BRANCH]: PROPOSAL.files });
    expect(files).to.deep.equal({});
  });

  it("are not opened twice: the open one of the same topic gets what it lacks", async () => {
    await pullRequests().propose(PROPOSAL);
    const sha = "b".repeat(40);
    up.github.state.repositories[0]?.commits.push({
      sha,
      message: "fix: more",
      author: "dev",
      date: "2026-11-26T12:00:00Z",
    });
    const newer = { ...PROPOSAL, files: { [PATH]: "name: Newer\n" } };
    expect(await pullRequests().propose(newer)).to.equal(URL);
    expect(checkout().pulls).to.have.length(1);
    expect(checkout().branchFiles).to.deep.equal({ [BRANCH]: newer.files });
    const other = { ...PROPOSAL, topic: "workflows-too" };
    expect(await pullRequests().propose(other)).to.equal(URL.replace(/1$/, "2"));
  });

  it("are finished where a run was killed half-way", async () => {
    const halves = ["POST /repos/{owner}/{repo}/git/refs", "POST /repos/{owner}/{repo}/pulls"];
    for (const route of halves) {
      up.github.state.faults = [{ fault: "server-error", route, times: 9, afterwards: true }];
      expect(await pullRequests().propose(PROPOSAL).catch(String)).to.match(/GitHub/);
      up.github.state.faults = [];
    }
    expect(await pullRequests().propose(PROPOSAL)).to.equal(URL);
    expect(checkout().pulls).to.have.length(1);
  });

  it("show a file of the default branch, or none", async () => {
    const [repository] = up.github.state.repositories;
    if (repository) repository.files = { [PATH]: "name: Old – ä\n" };
    expect(await pullRequests().file("neurocipher/checkout", PATH)).to.equal("name: Old – ä\n");
    expect(await pullRequests().file("neurocipher/checkout", "none.yml")).to.equal(undefined);
  });

  it("have a topic that is a part of a branch's name", async () => {
    const wrong = pullRequests().propose({ ...PROPOSAL, topic: "a/b" });
    expect(await wrong.catch(String)).to.include('topic is "a/b": expected a name in kebab-case');
  });
});
