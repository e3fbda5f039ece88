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
export async function loadCatalog(folder?: URL): Promise<Catalog> {
  const files = readdirSync(folder ?? FOLDER)
    .filter((file) => /^[^.]+\.ts$/.test(file))
    .sort();
  const entries = await Promise.all(
    files.map(async (file) => {
      const name = basename(file, ".ts");
      const { workload } = await (folder ? import(new URL(file, folder).href) : own(name));
      return [name, workload] as const;
    }),
  );
  return parseCatalog(Object.fromEntries(entries));
}

/** A file of `stacks/catalog/`: written as a pattern, which a bundler reads. */
function own(name: string): Promise<{ workload?: unknown }> {
  return import(`./catalog/${name}.ts`);
}
