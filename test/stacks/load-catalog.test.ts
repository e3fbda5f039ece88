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
      const folder = mkdtempSync(join(tmpdir(), "catalog-"));
      try {
        writeFileSync(join(folder, "wrong.ts"), text);
        const error = await loadCatalog(pathToFileURL(`${folder}/`)).catch((e: Error) => e);
        if (!(error instanceof InvalidInput)) throw error;
        expect(error.problems).to.have.length(1);
        expect(error.problems[0]).to.contain(problem).and.not.contain("\n");
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  }
});
