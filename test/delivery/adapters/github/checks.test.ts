import { expect } from "chai";
import { gitHubChecks } from "../../../../delivery/adapters/github/checks";
import { COMMIT, type StartedGitHub, startedGitHub } from "../../../support/github";

describe("checks of a commit on GitHub", () => {
  let up: StartedGitHub;
  beforeEach(async () => {
    up = await startedGitHub();
  });
  afterEach(() => up.stop());

  const ofCommit = (commit = COMMIT) =>
    gitHubChecks(up.client()).ofCommit("neurocipher/checkout", commit);

  function report(id: number, name: string, conclusion: "success" | "failure" | null) {
    const minute = `2026-11-26T10:${String(id % 60).padStart(2, "0")}:00Z`;
    up.github.state.checkRuns.push({
      id,
      repository: "checkout",
      sha: COMMIT,
      name,
      appId: 15_368,
      status: conclusion === null ? "in_progress" : "completed",
      conclusion,
      startedAt: minute,
      completedAt: conclusion === null ? null : minute,
    });
  }

  it("[§12] has every run of a check with who reported it, also those that a newer one follows", async () => {
    report(1, "CodeQL", "failure");
    report(2, "CodeQL", null);
    const common = { name: "CodeQL", commit: COMMIT, appId: 15_368 };
    expect(await ofCommit()).to.deep.equal([
      {
        ...common,
        status: "in_progress",
        conclusion: null,
        startedAt: Date.UTC(2026, 10, 26, 10, 2),
      },
      {
        ...common,
        status: "completed",
        conclusion: "failure",
        startedAt: Date.UTC(2026, 10, 26, 10, 1),
      },
    ]);
  });

  it("reads all pages", async () => {
    for (let id = 1; id <= 250; id += 1) report(id, `check ${id}`, "success");
    const names = (await ofCommit()).map(({ name }) => name);
    expect(new Set(names).size).to.equal(250);
  });

  it("refuses a commit that is not told in full", async () => {
    const failed = await ofCommit("abc").catch((error: unknown) => error);
    expect(failed).to.have.property(
      "message",
      'GitHub:\n  commit is "abc": expected the full id of a commit, 40 hex digits',
    );
  });
});
