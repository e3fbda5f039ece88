import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { WorkloadEntry } from "../../infra/catalog/workload";

/**
 * Writes a catalog below `folder`, one file for each entry.
 *
 * @returns its folder, for `NC_CATALOG`
 */
export function writtenCatalog(folder: string, entries: readonly WorkloadEntry[]): string {
  const catalog = mkdtempSync(join(folder, "catalog-"));
  for (const entry of entries) {
    const text = `export const workload = ${JSON.stringify(entry, null, 2)};\n`;
    writeFileSync(join(catalog, `${entry.name}.ts`), text);
  }
  return catalog;
}
