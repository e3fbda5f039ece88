import { expect } from "chai";
import { controlledGitHub } from "../../../sandbox/nc/github-control";
import { settingsOf } from "../../support/contexts";
import { COMMIT, type StartedGitHub, startedGitHub } from "../../support/github";

const FILES = { "migrations/0001-totals.sql": "SELECT 1;\n" };
const PUSH = {
  repository: "neurocipher/checkout",
  commit: COMMIT,
  version: "v1.2.4",
  files: FILES,
};
const REVIEW = {
  repository: "neurocipher/checkout",
  id: 9,
  environment: "prod",
  login: "sam",
  comment: "#1",
};

describe("what the simulated GitHub is asked by hand", () => {
  let started: StartedGitHub;
  beforeEach(async () => {
    started = await startedGitHub();
    for (const user of started.github.state.users) user.token = `sandbox-${user.login}`;
    started.github.save();
  });
  afterEach(() => started.stop());

  async function ask(path: string, body: unknown, method = "POST") {
    const { github, clock, url: gitHubUrl } = started;
    const settings = { dev: settingsOf("dev"), stg: settingsOf("stg"), prod: settingsOf("prod") };
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const answer = await controlledGitHub(
      { github, clock, gitHubUrl, settings },
      { method, path, query: new URLSearchParams(), headers: {}, body: Buffer.from(text) },
    );
    return answer && { status: answer.status, ...JSON.parse(String(answer.body)) };
  }

  it("begins a run for a tag, whose checks are green, and keeps it", async () => {
    expect(await ask("/_sandbox/push", PUSH)).to.include({ status: 200, attempt: 1 });
    const { runs, checkRuns, repositories } = started.reopened().state;
    expect(repositories.find(({ name }) => name === "checkout")?.files).to.include(FILES);
    expect(runs.map(({ headBranch }) => headBranch)).to.deep.equal(["v1.2.3", "v1.2.4"]);
    expect(checkRuns.map(({ sha, conclusion }) => [sha, conclusion])).to.deep.include([
      COMMIT,
      "success",
    ]);
  });

  it("approves a run as a person of the team that the environment asks, and keeps it", async () => {
    expect(await ask("/_sandbox/review", REVIEW)).to.include({ status: 200, login: "sam" });
    const [run] = started.reopened().state.runs;
    expect(run?.reviews).to.deep.equal([
      { environments: ["prod"], state: "approved", user: "sam", comment: "#1" },
    ]);
  });

  for (const [what, path, body, status, message] of [
    [
      "another repository",
      "push",
      { ...PUSH, repository: "nc/else" },
      404,
      /^repository is "else": expected one of /,
    ],
    ["a short commit", "push", { ...PUSH, commit: "abc" }, 400, /commit/],
    ["no JSON", "push", "{", 400, /expected object/],
    ["no repository", "ticket", {}, 400, /repository/],
    [
      "a ticket of a repository that is not there",
      "ticket",
      { repository: "nc/else" },
      404,
      /^repository is "else": expected one of /,
    ],
    ["a repository's name alone", "ticket", { repository: "checkout" }, 400, /repository/],
    [
      "another run",
      "review",
      { ...REVIEW, id: 7 },
      404,
      /^run is 7: expected one that `nc --sandbox tag` began$/,
    ],
    ["a run's name", "review", { ...REVIEW, id: "nine" }, 400, /id/],
    [
      "a stranger",
      "review",
      { ...REVIEW, login: "mallory" },
      404,
      /^login is "mallory": expected one of /,
    ],
    ["who has started the run", "review", { ...REVIEW, login: "dev" }, 400, /dev started this run/],
    ["who is in no team", "review", { ...REVIEW, login: "eve" }, 400, /eve is not a required/],
    ["another environment", "review", { ...REVIEW, environment: "qa" }, 400, /./],
    [
      "a run of another repository",
      "review",
      { ...REVIEW, repository: "neurocipher/else" },
      400,
      /./,
    ],
    ["a word more", "review", { ...REVIEW, force: true }, 400, /force/],
  ] as const) {
    it(`is refused, and nothing is changed, with ${what}`, async () => {
      const before = JSON.stringify(started.github.state);
      const answer = await ask(`/_sandbox/${path}`, body);
      expect(answer.status).to.equal(status);
      expect(answer.message).to.match(message);
      expect(JSON.stringify(started.github.state)).to.equal(before);
      expect(JSON.stringify(started.reopened().state)).to.equal(before);
    });
  }

  it("is its own API where the path is another", async () => {
    expect(await ask("/repos/neurocipher/checkout", {})).to.equal(undefined);
    expect(await ask("/_sandbox/push", {}, "GET")).to.equal(undefined);
  });
});
