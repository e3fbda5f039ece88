import { expect } from "chai";
import { reviewsOf } from "../../../../delivery/commands/migrations/reviews";
import { loadTestCatalog } from "../../../support/catalog";
import { COMMIT, type StartedGitHub, startedGitHub } from "../../../support/github";
import { stgProject } from "../support/stg-project";

const ALL = ["migrations/0001-invoices.sql", "migrations/emergency.sql"];

describe("who stands for the migrations of a release", () => {
  const project = stgProject();
  let up: StartedGitHub;
  beforeEach(async () => {
    up = await startedGitHub();
  });
  afterEach(() => up.stop());

  /** What is found wrong, where the repository of a service of the team `ingest` has these files. */
  async function problems(
    files: Record<string, string>,
    organization = "neurocipher",
  ): Promise<readonly string[]> {
    const entry = (await loadTestCatalog()).find(({ name }) => name === "ingest-worker");
    const [repository] = up.github.state.repositories;
    if (!entry || !repository) throw new Error("there is no workload, or no repository");
    Object.assign(repository, { files });
    const session = {
      ...up.clock,
      project: project.url(),
      env: { GITHUB_API_URL: up.url, GITHUB_TOKEN: "token-of-dev" },
    };
    const at = { repository: `${organization}/${repository.name}`, commit: COMMIT };
    const asked = { ...entry, repository: repository.name };
    return (await reviewsOf({ all: ALL, files: [] }, asked, at, session)).problems;
  }

  it("[§8] is the team that owns the workload, by the CODEOWNERS that GitHub reads first", async () => {
    const own = "/migrations/ @neurocipher/Ingest @neurocipher/dba\n";
    expect(await problems({ ".github/CODEOWNERS": own })).to.deep.equal([]);
    expect(await problems({ CODEOWNERS: own, "docs/CODEOWNERS": "" })).to.deep.equal([]);
    expect(await problems({ "docs/CODEOWNERS": own })).to.deep.equal([]);
    const shadowed = { ".github/CODEOWNERS": "* @neurocipher/web\n", CODEOWNERS: own };
    expect(await problems(shadowed)).to.deep.equal(
      ALL.map(
        (path) =>
          `owner of ${path} in .github/CODEOWNERS is "@neurocipher/web": expected @neurocipher/ingest`,
      ),
    );
  });

  it("[§8] is asked for: a folder that no team stands for is refused, and so is another organization's", async () => {
    expect(await problems({})).to.deep.equal([
      ".github/CODEOWNERS is missing: expected a file that names @neurocipher/ingest as owner of the migrations",
    ]);
    expect(await problems({ CODEOWNERS: "/migrations/0* @neurocipher/ingest\n" })).to.deep.equal([
      "owner of migrations/emergency.sql in CODEOWNERS is missing: expected @neurocipher/ingest",
    ]);
    expect(await problems({ CODEOWNERS: "* @other/ingest\n" })).to.have.length(2);
  });

  it("[§8] is nobody of a repository of the same name elsewhere, which is not asked", async () => {
    const [repository] = up.github.state.repositories;
    expect(await problems({ CODEOWNERS: "* @other/ingest\n" }, "other")).to.deep.equal([
      `repository is "other/${repository?.name}": expected neurocipher/${repository?.name}`,
    ]);
  });
});
