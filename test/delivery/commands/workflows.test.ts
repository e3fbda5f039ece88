import { expect } from "chai";
import { COMMIT, NOW, type StartedGitHub, startedGitHub } from "../../support/github";
import { nc } from "./support/command-line";

const PATH = ".github/workflows/deliver.yml";

describe("nc workflows", () => {
  let up: StartedGitHub;
  beforeEach(async () => {
    up = await startedGitHub();
    const [known] = up.github.state.repositories;
    if (!known) throw new Error("GitHub has no repository");
    up.github.state.repositories = [{ ...known, name: "ingest-worker" }];
  });
  afterEach(() => up.stop());

  const propose = async (...words: string[]) => {
    const env = { GITHUB_API_URL: up.url, GITHUB_TOKEN: "token-of-dev" };
    const { out } = await nc(["workflows", "propose", "ingest-worker", "--json", ...words], env);
    return JSON.parse(out).answer.repositories;
  };

  it("[§11] renders the workflow of a repository of the catalog", async () => {
    const { code, out } = await nc(["workflows", "render", "ingest-worker"]);
    expect(code).to.equal(0);
    expect(out).to.match(/^# Rendered by `nc workflows render` of neurocipher\/nc-platform/);
    expect(out).to.include("\n  deliver-ingest-worker:\n");
  });

  it("proposes it by a pull request where it is missing or stale, and then finds it current", async () => {
    const repository = "neurocipher/ingest-worker";
    const url = "https://github.com/neurocipher/ingest-worker/pull/1";
    expect(await propose("--dry-run")).to.deep.equal([{ repository, state: "missing", url: null }]);
    expect(up.github.state.repositories[0]?.pulls).to.deep.equal([]);
    expect(await propose()).to.deep.equal([{ repository, state: "missing", url }]);

    const [own] = up.github.state.repositories;
    const text = own?.branchFiles[`nc/workflows-${COMMIT.slice(0, 7)}`]?.[PATH] ?? "";
    if (own) own.files = { [PATH]: `${text}# by hand\n` };
    expect(await propose()).to.deep.equal([{ repository, state: "stale", url }]);
    if (own) own.files = { [PATH]: text };
    expect(await propose()).to.deep.equal([{ repository, state: "current", url: null }]);
    expect(own?.pulls.map(({ createdAt }) => createdAt)).to.deep.equal([NOW.toISOString()]);
  });

  it("refuses a repository that is not in the catalog, or is the platform's own", async () => {
    for (const name of ["nothing", "nc-platform"]) {
      const { code, err } = await nc(["workflows", "render", name]);
      expect(code).to.equal(1);
      expect(err).to.include(
        `repository is "${name}": expected one of api-adapter, audit-digest, audit-queue, infrastructure, ingest-worker`,
      );
    }
  });
});
