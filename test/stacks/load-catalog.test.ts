import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
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

  it("says which file exports no workload", async () => {
    const folder = mkdtempSync(join(tmpdir(), "catalog-"));
    try {
      writeFileSync(join(folder, "empty.ts"), "export const nothing = 1;\n");
      const loading = loadCatalog(pathToFileURL(`${folder}/`));
      const error = await loading.then(
        () => undefined,
        (reason: Error) => reason,
      );
      expect(error?.message).to.equal(
        "stacks/catalog:\n  empty: value is missing: expected an object",
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
