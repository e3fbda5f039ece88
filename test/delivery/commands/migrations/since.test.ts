import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { annotations, migrationChecks } from "../../../../tools/workflow/check-migrations";
import { loadTestCatalog } from "../../../support/catalog";
import { nc } from "../support/command-line";
import { type Repository, repository } from "../support/repository";

describe("what a pull request adds to the migrations", () => {
  let repo: Repository;
  beforeEach(() => {
    repo = repository();
    mkdirSync(join(repo.folder, "migrations"));
    write("0001-a.sql", "-- unused since v1.0.0\nDROP TABLE old;\n");
    write("emergency.sql", "SELECT 1;\n");
    repo.git("add", ".");
    repo.commit("feat: first");
  });
  afterEach(() => repo.remove());

  const write = (name: string, text: string) =>
    writeFileSync(join(repo.folder, "migrations", name), text);

  const checksOf = async (repository: string) =>
    migrationChecks(await loadTestCatalog(), repository, "HEAD", repo.folder);

  /** Runs the command of check.yml, of the workload that has migrations. */
  async function check() {
    const [found, ...others] = await checksOf("neurocipher/ingest-worker");
    if (found === undefined) throw new Error("the catalog has no workload with migrations");
    expect(others).to.deep.equal([]);
    const ended = await nc([...found.words, "--json"]);
    const said = JSON.parse(ended.out);
    const shown = said.answer ? annotations(said.answer, found.workload) : [];
    return { code: ended.code, problems: (said.problems ?? []).join("\n"), shown };
  }

  it("[§8] is shown to its reviewers, without what was there before", async () => {
    write("0002-b.sql", "CREATE INDEX i ON b (n);\n");
    const file = "migrations/0002-b.sql";
    expect(await check()).to.deep.equal({
      code: 0,
      problems: "",
      shown: [
        // GitHub Docs, "Workflow commands": ::warning file={name},line={line}::{message}
        `::warning file=${file},line=1::makes the index i of b without CONCURRENTLY: a large table is locked for long`,
      ],
    });
  });

  it("[§8] is shown at its line, of whatever name its file has", async () => {
    const [found] = await checksOf("neurocipher/ingest-worker");
    if (found === undefined) throw new Error("the catalog has no workload with migrations");
    const destructive = [{ file: "a,b:c%.sql", line: 7, finding: "drops the table t" }];
    // actions/toolkit, packages/core, `escapeProperty`.
    expect(annotations({ report: { destructive, blocking: [] } }, found.workload)).to.deep.equal([
      "::warning file=a%2Cb%3Ac%25.sql,line=7::drops the table t: its tag needs an approval by ingest",
    ]);
  });

  it("[§8] is refused for what its tag would be refused for whatever happens until then", async () => {
    write("0002-b.sql", "ALTER TABLE b DROP COLUMN n;\n");
    rmSync(join(repo.folder, "migrations", "emergency.sql"));
    const { code, problems } = await check();
    expect(code).to.equal(1);
    expect(problems.split("\n").slice(1)).to.deep.equal([
      '  "-- unused since" of migrations/0002-b.sql is missing: expected a line such as "-- unused since v1.3.0", the release that no longer uses what it takes away',
      "  flag is missing: expected the flag that guards the change of shape",
      '  emergency.sql is "missing": expected the service\'s script for emergencies',
    ]);
  });

  it("is read of files alone: what a link leads to is none of the repository's", async () => {
    symlinkSync("/etc/hostname", join(repo.folder, "migrations", "0002-b.sql"));
    const { code, problems } = await check();
    expect(code).to.equal(1);
    expect(problems).to.include('0002-b.sql is "a link or a folder": expected a file');
  });

  it("is of a repository's own workloads, each in a folder of its own where there is one, and one thing says what was there before", async () => {
    expect(await checksOf("neurocipher/core")).to.deep.equal([]);
    const ownFolder = join(repo.folder, "migrations", "ingest-worker");
    mkdirSync(ownFolder);
    const [own] = await checksOf("neurocipher/ingest-worker");
    expect(own?.words[2]).to.equal("migrations/ingest-worker");
    rmSync(ownFolder, { recursive: true });
    const words = ["migrations", "check", "migrations", "--workload", "ingest-worker"];
    const both = ["--since", "HEAD", "--before", "release.json", "--checkout", repo.folder];
    const { code, err } = await nc([...words, ...both]);
    expect([code, err]).to.deep.equal([
      1,
      'nc migrations check:\n  options is ["--before","--since"]: expected one of them: each says what was there before\n',
    ]);
  });
});
