import { checkQuotas } from "./catalog/quotas";
import type { Catalog } from "./catalog/workload";
import { checkAgent } from "./flags/agent";
import { repositoriesOf } from "./github/repositories";
import { ProblemList } from "./problems";
import { type CidrBlocks, checkCidr } from "./settings/cidr";
import type { Settings } from "./settings/parse";

/**
 * Refuses an environment of which the settings and each entry of the catalog are right by themselves,
 * and do not go together. The program asks this before it makes anything, and the sandbox before it
 * starts the engine.
 *
 * @param blocks - address blocks of all environments
 * @throws {InvalidInput} that lists every problem
 */
export function checkEnvironment(settings: Settings, catalog: Catalog, blocks: CidrBlocks): void {
  const problems = new ProblemList();
  problems.attempt(() => checkCidr(settings, blocks));
  problems.attempt(() => checkQuotas(catalog, settings));
  problems.attempt(() => checkAgent(catalog, settings));
  problems.attempt(() => repositoriesOf(settings, catalog));
  problems.throwIfAny(settings.environment);
}
