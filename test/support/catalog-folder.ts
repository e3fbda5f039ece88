import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { WorkloadEntry } from "../../infra/catalog/workload";

/** A catalog of a test's own, which it edits between two updates. */
export interface CatalogFolder {
  /** The folder, for `NC_CATALOG`. */
  readonly folder: string;
  /** Adds an entry, or puts it in the place of the one of its name. */
  write(entry: WorkloadEntry): void;
  /** Removes the entry of a workload. */
  remove(name: string): void;
}

/** Makes a catalog of `entries` below the folder `parent`. */
export function catalogFolder(parent: string, ...entries: readonly WorkloadEntry[]): CatalogFolder {
  const folder = mkdtempSync(join(parent, "catalog-"));
  const fileOf = (name: string) => join(folder, `${name}.ts`);
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  const write = (entry: WorkloadEntry) =>
    writeFileSync(fileOf(entry.name), `export const workload = ${JSON.stringify(entry)};\n`);
  entries.forEach(write);
  return { folder, write, remove: (name) => rmSync(fileOf(name)) };
}
