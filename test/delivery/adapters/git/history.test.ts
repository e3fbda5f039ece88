import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { gitHistory } from "../../../../delivery/adapters/git/history";
import { type Repository, repository } from "../../commands/support/repository";

describe("the history in a checkout", () => {
  let repo: Repository;
  beforeEach(() => {
    repo = repository();
  });
  afterEach(() => repo.remove());
  const changesOf = (version: string, folder = repo.folder) =>
    gitHistory(folder, new AbortController().signal).changesOf(version);
  const messageOf = (call: Promise<unknown>) =>
    call.then(
      () => "it was not refused",
      (error: Error) => error.message,
    );

  it("[§5] has the commits since the last release that a tag holds, newest first, with whole messages", async () => {
    repo.commit("feat: first");
    repo.git("tag", "v1.0.0");
    repo.git("checkout", "--quiet", "-b", "next");
    repo.commit("feat!: of another line");
    repo.git("tag", "v2.0.0");
    repo.git("checkout", "--quiet", "main");
    const message = "fix: ünïcode\n\nBREAKING CHANGE: one\n\ntwo";
    const second = repo.commit(message);
    const third = repo.commit("docs: third");
    repo.git("tag", "v1.0.1");
    // A user's own configuration that changes what git says.
    repo.git("config", "log.showSignature", "true");
    repo.git("config", "tag.sort", "-version:refname");
    repo.git("config", "i18n.logOutputEncoding", "latin1");

    expect(await changesOf("v1.0.1")).to.deep.equal({
      commit: third,
      previous: "v1.0.0",
      commits: [
        { id: third, message: "docs: third\n" },
        { id: second, message: `${message}\n` },
      ],
    });
  });

  it("leaves merges, tags of other forms and branches of a tag's name out", async () => {
    const first = repo.commit("feat: first");
    repo.git("tag", "v1.0.0");
    repo.git("tag", "nightly");
    repo.git("tag", "v1.0");
    repo.git("branch", "v1.0.1");
    repo.git("checkout", "--quiet", "-b", "side");
    const side = repo.commit("fix: side");
    repo.git("checkout", "--quiet", "main");
    repo.git("merge", "--quiet", "--no-ff", "--no-gpg-sign", "--message=Merge side", "side");
    repo.git("tag", "v1.0.1");

    const { previous, commits } = await changesOf("v1.0.1");
    expect(previous).to.equal("v1.0.0");
    expect(commits).to.deep.equal([{ id: side, message: "fix: side\n" }]);
    expect((await changesOf("v1.0.0")).commits.map(({ id }) => id)).to.deep.equal([first]);
  });

  it("is refused where the tag is missing, the checkout is shallow, or there is none", async () => {
    repo.commit("feat: first");
    repo.commit("feat: second");
    repo.git("tag", "v1.0.0");
    expect(await messageOf(changesOf("v1.0.1"))).to.equal(
      `the history:\n  version is "v1.0.1": expected a tag of the checkout in ${repo.folder}`,
    );
    const elsewhere = mkdtempSync(join(tmpdir(), "nc-shallow-"));
    try {
      const shallow = join(elsewhere, "clone");
      repo.git("clone", "--quiet", "--depth=1", `file://${repo.folder}`, shallow);
      expect(await messageOf(changesOf("v1.0.0", shallow))).to.equal(
        'the history:\n  checkout is "shallow": expected all commits and tags: fetch-depth: 0 of actions/checkout',
      );
      expect(await messageOf(changesOf("v1.0.0", elsewhere))).to.match(
        new RegExp(`^git rev-parse in ${elsewhere}:\n {2}fatal: not a git repository`),
      );
    } finally {
      rmSync(elsewhere, { recursive: true, force: true });
    }
  });
});
