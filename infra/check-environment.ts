import { checkGrants } from "./catalog/links/grants";
import { checkQuotas } from "./catalog/quotas/check";
import { checkRetention } from "./catalog/retirement-checks";
import type { Catalog } from "./catalog/workload";
import { checkAgent } from "./flags/agent";
import { repositoriesOf } from "./github/repositories";
import { checkExceptions } from "./github/ruleset-exceptions";
import { checkLeadTime, type OtherSettings } from "./lead-time/check-lead-time";
import { ProblemList } from "./problems";
import { type CidrBlocks, checkCidr } from "./settings/cidr-overlap";
import type { Settings } from "./settings/parse";

/**
 * Refuses settings and a catalog that are right by themselves and do not go together. The program calls
 * this before it makes a resource, and the sandbox before it starts the engine.
 *
 * @param blocks - address blocks of all environments
 * @param others - settings of stg and prod
 * @param now - the time by which a grant has expired
 * @throws {InvalidInput} that lists every problem
 */
export function checkEnvironment(
  settings: Settings,
  catalog: Catalog,
  blocks: CidrBlocks,
  others: OtherSettings,
  now: Date,
): void {
  const problems = new ProblemList();
  problems.attempt(() => checkCidr(settings, blocks));
  problems.attempt(() => checkLeadTime(settings, catalog, others));
  problems.attempt(() => checkQuotas(catalog, settings));
  problems.attempt(() => checkGrants(catalog, settings, now));
  problems.attempt(() => checkRetention(catalog, settings));
  problems.attempt(() => checkAgent(catalog, settings));
  problems.attempt(() => repositoriesOf(settings, catalog));
  problems.attempt(() => checkExceptions(settings, catalog));
  problems.throwIfAny(settings.environment);
}
