import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect } from "chai";
import { TEST_CATALOG } from "../../support/catalog";
import { nc } from "./support/command-line";

const SETTINGS = fileURLToPath(new URL("../../fixtures/settings/", import.meta.url));
const PROJECT = fileURLToPath(new URL("../../../Pulumi.yaml", import.meta.url));

describe("nc lead-time", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "nc-lead-time-"));
    cpSync(SETTINGS, folder, { recursive: true });
    cpSync(PROJECT, join(folder, "Pulumi.yaml"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const leadTime = (words: readonly string[], catalog = fileURLToPath(TEST_CATALOG)) =>
    nc(["lead-time", ...words, "--catalog", catalog], {}, pathToFileURL(`${folder}/`));
  const set = (environment: string, line: string) => {
    const file = join(folder, `Pulumi.${environment}.yaml`);
    writeFileSync(file, readFileSync(file, "utf8").replace(/^config:$/m, `config:\n  ${line}`));
  };

  it("[§19] shows the critical path of a workload, and its sum", async () => {
    expect(await leadTime(["ingest-worker"])).to.deep.equal({
      code: 0,
      out: [
        "ingest-worker: 29.5 of at most 30 minutes from tag to prod",
        "  build                5",
        "  deploy to stg        2",
        "  shift in stg         3",
        "  bake in stg          4",
        "  performance check  0.5",
        "  deploy to prod       2",
        "  shift in prod        3",
        "  watch in prod       10",
        "",
      ].join("\n"),
      err: "",
    });
  });

  it("[§19] refuses settings by which a release takes more than 30 minutes", async () => {
    set("stg", "nc-platform:bakeMinutes: 6");
    const { code, out } = await leadTime(["--json"]);
    const { targetMinutes, workloads } = JSON.parse(out).answer;
    expect({ code, targetMinutes }).to.deep.equal({ code: 1, targetMinutes: 30 });
    // A worker, a job and a Terraform stack shift no traffic in steps.
    expect(
      workloads.map(({ workload, minutes }: Record<string, unknown>) => [workload, minutes]),
    ).to.deep.equal([
      ["api-adapter", 31],
      ["audit-digest", 25],
      ["audit-queue", 25],
      ["core", 25],
      ["ingest-worker", 31.5],
    ]);
    expect((await leadTime(["ingest-worker"])).out).to.match(
      /^ingest-worker: 31.5 of at most 30 minutes from tag to prod, 1.5 more than kpi\.leadTimeMinutes\n/,
    );
  });

  it("lists every problem of the stack files and of the catalog", async () => {
    set("stg", "nc-platform:bakeMinutes: soon");
    rmSync(join(folder, "Pulumi.prod.yaml"));
    const { code, err } = await leadTime([], join(folder, "none"));
    expect(code).to.equal(1);
    expect(err).to.include('bakeMinutes is "soon": expected a number');
    expect(err).to.include("Pulumi.prod.yaml");
    expect(err).to.include("expected the folder of a catalog");
  });

  it("names the workloads that there are", async () => {
    expect((await leadTime(["billing"])).err).to.equal(
      'nc lead-time:\n  <workload> is "billing": expected one of api-adapter, audit-digest, audit-queue, core, ingest-worker\n',
    );
  });
});
