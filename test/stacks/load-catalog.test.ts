import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { InvalidInput } from "../../infra/problems";
import { loadCatalog } from "../../stacks/load-catalog";
import { TEST_CATALOG } from "../support/catalog";

describe("loadCatalog", () => {
  it("[§2] reads every file of its folder, in the order of their names", async () => {
    const catalog = await loadCatalog(TEST_CATALOG);
    expect(catalog.map(({ name, kind, app }) => [name, kind, app])).to.deep.equal([
      ["api-adapter", "function", "Neurocipher"],
      ["audit-digest", "job", "AuditHound"],
      ["audit-queue", "worker", "AuditHound"],
      ["core", "terraform", "Neurocipher"],
      ["ingest-worker", "service", "Neurocipher"],
    ]);
  });

  const WRONG = [
    ["export const nothing = 1;\n", "wrong: value is missing: expected an object"],
    ["\nexport const workload = {;\n", 'wrong.ts:2: Expected identifier but found ";"'],
    ['\n\nthrow new Error("no such team");\n', "wrong.ts:3: no such team"],
    ['import { gone } from "./gone";\nexport const workload = gone;\n', "Cannot find module"],
  ] as const;
  for (const [text, problem] of WRONG) {
    it(`says in one line what is wrong with ${JSON.stringify(text)}`, async () => {
      const problems = await problemsOf({ "wrong.ts": text });
      expect(problems).to.have.length(1);
      expect(problems[0]).to.contain(problem).and.not.contain("\n");
    });
  }

  it("refuses every file of code that is no entry, and every entry that does not load, at once", async () => {
    const problems = await problemsOf({
      "c.api.ts": "",
      "d.mts": "",
      "notes.md": "",
      "package.json": "{}",
      "wrong.ts": 'throw new Error("no such team");\n',
    });
    const want = "expected a file that is named <workload>.ts";
    expect(problems).to.deep.equal([
      `file is "c.api.ts": ${want}`,
      `file is "d.mts": ${want}`,
      "wrong.ts:1: no such team",
    ]);
  });
});

/** What is wrong with a catalog of these files. */
async function problemsOf(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), "catalog-"));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const error = await loadCatalog(pathToFileURL(`${folder}/`)).catch((e: Error) => e);
    if (!(error instanceof InvalidInput)) throw error;
    return error.problems;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
