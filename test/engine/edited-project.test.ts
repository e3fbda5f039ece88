import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { MAIN, projectWith, testSandbox } from "../support/sandbox";
import { expectGoodPreview } from "./previews";

// The project's own catalog and settings are previewed in `preview.test.ts`, for which the same
// holds as for those of these tests: whoever edits them breaks no test.
describe("npm run preview, of a project that its owner has edited", () => {
  const sandbox = testSandbox();
  const catalog = join(sandbox.folder, "catalog");
  after(() => sandbox.remove());

  it("plans another catalog, in other accounts", async () => {
    cpSync("test/fixtures/catalog", catalog, { recursive: true });
    writeFileSync(join(catalog, "package.json"), '{"type":"module"}');
    // Nothing is linked to it.
    rmSync(join(catalog, "ingest-worker.ts"));
    const file = join(catalog, "api-adapter.ts");
    const entry = readFileSync(file, "utf8");
    expect(entry).to.contain('p95: "500 ms"');
    const edited = entry.replace('p95: "500 ms"', 'p95: "450 ms"');
    writeFileSync(
      file,
      edited.replace('kind: "function",', 'kind: "function",\n  runtime: "nodejs22.x",'),
    );
    const project = projectWith(sandbox.folder, "prod", (text) =>
      text.replaceAll("333333333333", "123456789012").replaceAll("222222222222", "210987654321"),
    );

    const env = { NC_PROJECT: project, NC_CATALOG: catalog };
    const run = await sandbox.run(["preview", "prod"], MAIN, env);

    expectGoodPreview(run, ["prod"]);
    expect(run.stdout).to.contain(
      'warning: api-adapter: runtime is "nodejs22.x": expected a runtime that AWS patches after 2027-04-30',
    );
    expect(run.stdout)
      .to.match(/^ {2}api-adapter /m)
      .and.not.to.match(/^ {2}ingest-worker/m);
  });

  it("plans an environment without workloads", async () => {
    const empty = join(sandbox.folder, "empty");
    mkdirSync(empty);
    const run = await sandbox.run(["preview", "dev"], MAIN, { NC_CATALOG: empty });
    expectGoodPreview(run, ["dev"]);
    expect(run.stdout).to.match(/^ {2}terraform-state /m);
  });
});
