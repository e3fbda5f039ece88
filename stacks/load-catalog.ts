import { loadEntries } from "../infra/catalog/load-entries";
import type { Catalog } from "../infra/catalog/workload";

const FOLDER = new URL("./catalog/", import.meta.url);

/**
 * Every workload of `stacks/catalog/`, or of another folder.
 *
 * @throws {InvalidInput} that lists every problem of every file
 */
export function loadCatalog(folder?: URL): Promise<Catalog> {
  if (folder) return loadEntries(folder, (file) => import(new URL(file, folder).href));
  return loadEntries(FOLDER, (file) => own(file.replace(/\.ts$/, "")));
}

/** A file of `stacks/catalog/`: written as a pattern, which a bundler reads. */
function own(name: string): Promise<{ workload?: unknown }> {
  return import(`./catalog/${name}.ts`);
}
