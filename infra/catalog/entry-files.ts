import { readdirSync } from "node:fs";
import { basename } from "node:path";

/** The name of a file that is an entry of the catalog. */
export const ENTRY_FILE = /^[^.]+\.ts$/;

/** The names of the workloads in the folder of a catalog: each file has the name of its workload. */
export function entryNames(folder: URL): string[] {
  return readdirSync(folder)
    .filter((file) => ENTRY_FILE.test(file))
    .map((file) => basename(file, ".ts"))
    .sort();
}
