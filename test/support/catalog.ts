import type { Catalog } from "../../infra/catalog/workload";
import { loadCatalog } from "../../stacks/load-catalog";

/** The catalog of the tests, one workload of each kind: it is apart from the project's own. */
export const TEST_CATALOG = new URL("../fixtures/catalog/", import.meta.url);

/** Every workload of {@link TEST_CATALOG}. */
export function loadTestCatalog(): Promise<Catalog> {
  return loadCatalog(TEST_CATALOG);
}
