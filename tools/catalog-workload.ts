import { loadEntries } from "../infra/catalog/load-entries";
import type { Workload } from "../infra/catalog/workload";
import { formatProblem, InvalidInput } from "../infra/problems";

const CATALOG = new URL("../stacks/catalog/", import.meta.url);

/**
 * The entry of a workload in the reviewed catalog.
 *
 * @param folder - of the catalog; its URL ends with a slash. @default - the reviewed one
 * @throws {InvalidInput} if there is none, or the catalog is wrong
 */
export async function catalogWorkload(name: string, folder: URL = CATALOG): Promise<Workload> {
  const catalog = await loadEntries(folder, (file) => import(new URL(file, folder).href));
  const found = catalog.find((each) => each.name === name);
  if (found) return found;
  const want = `one of ${catalog.map((each) => each.name).join(", ")}`;
  throw new InvalidInput("arguments", [formatProblem("workload", name, want)]);
}
