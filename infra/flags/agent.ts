import { hasFlags } from "../catalog/flags";
import { type Catalog, factsOf, type Workload } from "../catalog/workload";
import { formatProblem, InvalidInput } from "../problems";
import type { Settings } from "../settings/parse";

/** Whether AWS's AppConfig agent runs in a workload's task, and reads its flags for it. */
export function hasAgent(workload: Workload): boolean {
  return hasFlags(workload) && factsOf(workload).shipsImage === true;
}

/**
 * Digest of the agent's image, which the settings need not give where no container has flags.
 *
 * @param service - the workload whose flags it reads
 * @throws {InvalidInput} that names the workload that needs it
 */
export function agentDigest({ environment, appConfigAgent }: Settings, service: string): string {
  if (appConfigAgent.digest !== undefined) return appConfigAgent.digest;
  const want = `the digest of the image that is in this account, as ${service} has flags`;
  const wrong = formatProblem("appConfigAgent.digest", undefined, want);
  throw new InvalidInput(`Pulumi.${environment}.yaml`, [wrong]);
}

/** @throws {InvalidInput} if a container has flags, and no image of the agent is given */
export function checkAgent(catalog: Catalog, settings: Settings): void {
  const [first] = catalog.filter(hasAgent);
  if (first) agentDigest(settings, first.name);
}
