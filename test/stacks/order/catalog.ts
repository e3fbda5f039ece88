import type { Catalog } from "../../../infra/catalog/workload";
import { loadCatalog } from "../../../stacks/load-catalog";
import { everyOption } from "../../iam/support/every-option";
import { TEST_CATALOG } from "../../support/catalog";

/**
 * What the workloads of the tests' catalog lack: a function that consumes a queue, has flags and
 * rotates a secret, ECS's own rollout, and a job that is a function.
 */
const FURTHER = ["bell", "clock", "hand"];

/** A workload of each kind, and a few more: every kind of resource that a workload can have. */
export async function orderedCatalog(): Promise<Catalog> {
  const further = everyOption().filter(({ name }) => FURTHER.includes(name));
  return [...(await loadCatalog(TEST_CATALOG)), ...further];
}
