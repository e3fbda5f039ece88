import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadEntries } from "../../../infra/catalog/load-entries";
import type { Catalog } from "../../../infra/catalog/workload";
import { formatProblem, InvalidInput } from "../../../infra/problems";

/**
 * The catalog of a project, whose entries are TypeScript.
 *
 * @param folder - of the entries; its URL ends with a slash
 * @throws {InvalidInput} that lists every problem of every file
 */
export async function projectCatalog(folder: URL): Promise<Catalog> {
  if (!existsSync(folder)) {
    const problem = formatProblem("folder", fileURLToPath(folder), "the folder of a catalog");
    throw new InvalidInput("the catalog", [problem]);
  }
  const { tsImport } = await import("tsx/esm/api");
  return loadEntries(folder, (file) => tsImport(new URL(file, folder).href, import.meta.url));
}
