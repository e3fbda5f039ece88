import { expect } from "chai";
import { COMMIT, type StartedGitHub, startedGitHub } from "../../../support/github";
import { nc } from "../support/command-line";
import { type Repository, repository } from "../support/repository";

describe("nc release notes", () => {
  let repo: Repository;
  beforeEach(() => {
    repo = repository();
    repo.commit("feat: first");
    repo.git("tag", "v1.0.0");
    repo.commit("fix(api): answer 404");
    repo.git("tag", "--annotate", "--message=x", "v1.0.1-rc.1");
    repo.commit("feat: search");
    repo.git("tag", "v1.1.0");
  });
  afterEach(() => repo.remove());
  const notes = (version: string, more: readonly string[] = [], env = {}) =>
    nc(["release", "notes", version, "--checkout", repo.folder, ...more], env);

  it("[§5] tells what has changed since the last release, in GitHub's summary as Markdown", async () => {
    const { code, out } = await notes("v1.1.0", ["--json"]);
    const [search, answer] = ["v1.1.0", "v1.0.1-rc.1^{}"].map((ref) =>
      repo.git("rev-parse", ref).slice(0, 7),
    );
    expect(code).to.equal(0);
    expect(JSON.parse(out).answer).to.deep.equal({
      version: "v1.1.0",
      previous: "v1.0.0",
      commits: 2,
      notes: `# v1.1.0\n\n## Features\n\n- search (${search})\n\n## Fixes\n\n- **api:** answer 404 (${answer})\n`,
      url: null,
    });
  });

  it("tells of all commits where the release is the first", async () => {
    const { answer } = JSON.parse((await notes("v1.0.0", ["--json"])).out);
    expect([answer.previous, answer.commits]).to.deep.equal([null, 1]);
  });

  describe("on GitHub", () => {
    let up: StartedGitHub;
    beforeEach(async () => {
      up = await startedGitHub();
    });
    afterEach(() => up.stop());
    const published = (...more: string[]) => {
      const place = ["--publish", "--repository", "neurocipher/checkout", "--commit", COMMIT];
      repo.git("tag", "v1.2.3");
      return notes("v1.2.3", [...place, ...more, "--json"], {
        GITHUB_API_URL: up.url,
        GITHUB_TOKEN: "token-of-run",
      });
    };

    it("[§11] are those of the GitHub release of the tag", async () => {
      const { answer } = JSON.parse((await published()).out);
      expect(answer.url).to.equal("https://github.com/neurocipher/checkout/releases/tag/v1.2.3");
      const [release, ...others] = up.reopened().state.releases;
      expect(others).to.deep.equal([]);
      expect(release).to.include({ tag: "v1.2.3", body: answer.notes, prerelease: false });
    });

    it("publishes nothing with --dry-run", async () => {
      expect(JSON.parse((await published("--dry-run")).out).answer.url).to.equal(null);
      expect(up.reopened().state.releases).to.deep.equal([]);
    });
  });
});
