import { loadEntries } from "../../infra/catalog/load-entries";
import type { Workload } from "../../infra/catalog/workload";
import { formatProblem, InvalidInput } from "../../infra/problems";

const CATALOG = new URL("../../stacks/catalog/", import.meta.url);

/**
 * Every entry of the reviewed catalog.
 *
 * @param folder - of the catalog; its URL ends with a slash. @default - the reviewed one
 * @throws {InvalidInput} if the catalog is wrong
 */
export function reviewedCatalog(folder: URL = CATALOG): Promise<readonly Workload[]> {
  return loadEntries(folder, (file) => import(new URL(file, folder).href));
}

/**
 * The entry of a workload in the reviewed catalog.
 *
 * @param folder - of the catalog; its URL ends with a slash. @default - the reviewed one
 * @throws {InvalidInput} if there is none, or the catalog is wrong
 */
export async function catalogWorkload(name: string, folder?: URL): Promise<Workload> {
  const catalog = await reviewedCatalog(folder);
  const found = catalog.find((each) => each.name === name);
  if (found) return found;
  const want = `one of ${catalog.map((each) => each.name).join(", ")}`;
  throw new InvalidInput("arguments", [formatProblem("workload", name, want)]);
}
