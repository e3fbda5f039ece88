import { formatProblem, InvalidInput } from "../problems";
import type { Settings } from "../settings/parse";
import { type Catalog, factsOf } from "./workload";

/** Concurrency that Lambda keeps for functions without a reservation (Lambda guide, Concurrency). */
const UNRESERVED = 100;

/** Target groups of one load balancer; AWS does not raise it (Elastic Load Balancing quotas). */
const TARGET_GROUPS = 100;

/**
 * Refuses a catalog that needs more than the quotas of one account allow.
 *
 * @throws {InvalidInput} that shows the sum, and the workloads in it
 */
export function checkQuotas(catalog: Catalog, settings: Settings): void {
  const problems = [...concurrencyProblems(catalog, settings), ...targetGroupProblems(catalog)];
  if (problems.length > 0) {
    throw new InvalidInput(`stacks/catalog in ${settings.environment}`, problems);
  }
}

/** Lambda refuses a reservation that would leave less than {@link UNRESERVED} to all other functions. */
function concurrencyProblems(catalog: Catalog, { lambdaConcurrency }: Settings): string[] {
  const reserved = catalog
    .flatMap((each) => {
      const { lambda } = factsOf(each);
      return lambda ? [{ name: each.name, concurrency: lambda.reservedConcurrency }] : [];
    })
    .sort((one, other) => other.concurrency - one.concurrency);
  const least = reserved.reduce((sum, { concurrency }) => sum + concurrency, UNRESERVED);
  if (reserved.length === 0 || least <= lambdaConcurrency) return [];
  const terms = [
    `${UNRESERVED} that stay unreserved`,
    ...reserved.map(({ name, concurrency }) => `${concurrency} of ${name}`),
  ];
  const want = `at least ${least}, as functions reserve ${terms.join(" + ")}`;
  return [formatProblem("lambdaConcurrency", lambdaConcurrency, want)];
}

function targetGroupProblems(catalog: Catalog): string[] {
  const balanced = catalog.filter((each) => groupsOf(each) > 0);
  const groups = balanced.reduce((sum, each) => sum + groupsOf(each), 0);
  if (groups <= TARGET_GROUPS) return [];
  const terms = balanced.map((each) => `${groupsOf(each)} of ${each.name}`).join(" + ");
  const want = `at most ${TARGET_GROUPS}, the load balancer's quota, for ${terms}`;
  return [formatProblem("target groups", groups, want)];
}

function groupsOf(workload: Catalog[number]): number {
  return factsOf(workload).targetGroups ?? 0;
}
