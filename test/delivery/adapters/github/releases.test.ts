import { expect } from "chai";
import { gitHubReleases } from "../../../../delivery/adapters/github/releases";
import { COMMIT, type StartedGitHub, startedGitHub } from "../../../support/github";

const URL = "https://github.com/neurocipher/checkout/releases/tag/v1.2.3";

describe("releases on GitHub", () => {
  let up: StartedGitHub;
  beforeEach(async () => {
    up = await startedGitHub();
  });
  afterEach(() => up.stop());

  const publish = (notes: string, { tag = "v1.2.3", commit = COMMIT, isPreRelease = false } = {}) =>
    gitHubReleases(up.client()).publish({
      repository: "neurocipher/checkout",
      tag,
      commit,
      notes,
      isPreRelease,
    });

  it("[§11] has its notes, and new ones where it is published again", async () => {
    expect(await publish("first", { isPreRelease: true })).to.equal(URL);
    expect(await publish("second")).to.equal(URL);
    expect(up.reopened().state.releases).to.deep.equal([
      {
        id: 1,
        repository: "checkout",
        tag: "v1.2.3",
        target: "main",
        name: "v1.2.3",
        body: "second",
        prerelease: false,
        draft: false,
        author: "github-actions[bot]",
        createdAt: "2026-11-26T12:00:00.000Z",
      },
    ]);
  });

  it("is refused where its tag is missing, or at another commit", async () => {
    const other = "b".repeat(40);
    up.github.state.repositories[0]?.commits.push({
      sha: other,
      message: "fix: second",
      author: "dev",
      date: "2026-11-26T12:00:00Z",
    });
    const words = (tag: string, commit: string) =>
      publish("notes", { tag, commit }).then(
        () => "",
        (error: unknown) => (error instanceof Error ? error.message : ""),
      );
    expect(await words("v9.9.9", COMMIT)).to.equal(
      `GitHub:\n  tag is "v9.9.9": expected a tag of neurocipher/checkout at ${COMMIT}`,
    );
    expect(await words("v1.2.3", other)).to.equal(
      `GitHub:\n  tag is "v1.2.3": expected a tag of neurocipher/checkout at ${other}`,
    );
    expect(up.github.state.releases).to.deep.equal([]);
  });
});
