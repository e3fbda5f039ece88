import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { parseCatalog } from "../infra/catalog/parse";
import type { Catalog } from "../infra/catalog/workload";

const FOLDER = new URL("./catalog/", import.meta.url);

/**
 * Every workload: each file of `stacks/catalog/` exports one as `workload`.
 *
 * @throws {InvalidInput} that lists every problem of every file
 */
export async function loadCatalog(folder: URL = FOLDER): Promise<Catalog> {
  const files = readdirSync(folder)
    .filter((file) => /^[^.]+\.ts$/.test(file))
    .sort();
  const entries = await Promise.all(
    files.map(async (file) => {
      const { workload } = (await import(new URL(file, folder).href)) as { workload?: unknown };
      return [basename(file, ".ts"), workload] as const;
    }),
  );
  return parseCatalog(Object.fromEntries(entries));
}
