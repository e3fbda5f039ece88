import { formatProblem, InvalidInput } from "../problems";
import type { Settings } from "../settings/parse";
import { dayAfter } from "./retired";
import type { Catalog } from "./workload";

/** What is wrong between a retired workload and the rest, each as `<name>: <field> is <got>: expected <want>`. */
export function retirementProblems(catalog: Catalog): string[] {
  return catalog.flatMap(({ name, retired }) => {
    const { replacedBy } = retired ?? {};
    if (replacedBy === undefined) return [];
    const others = catalog.filter((each) => each.name !== name && !each.retired);
    if (others.some((each) => each.name === replacedBy)) return [];
    const want = "another workload of the catalog, which is not retired";
    return [`${name}: ${formatProblem("retired.replacedBy", replacedBy, want)}`];
  });
}

/**
 * Refuses an entry that would be removed before what it logged has expired.
 *
 * @throws {InvalidInput} that lists every such entry
 */
export function checkRetention(
  catalog: Catalog,
  { environment, logRetentionDays: days, protect }: Settings,
): void {
  if (!protect) return;
  const problems = catalog.flatMap(({ name, retired }) => {
    if (!retired) return [];
    const least = dayAfter(retired.since, days);
    if (retired.keepUntil >= least) return [];
    const want = `${least} or later, as logs are kept ${days} days in ${environment}`;
    return [`${name}: ${formatProblem("retired.keepUntil", retired.keepUntil, want)}`];
  });
  if (problems.length > 0) throw new InvalidInput(`stacks/catalog in ${environment}`, problems);
}

/** A warning for each retired workload whose entry may be removed, as `today`, `YYYY-MM-DD`, is. */
export function retirementWarnings(catalog: Catalog, today: string): string[] {
  return catalog.flatMap(({ name, retired }) => {
    if (!retired || today < retired.keepUntil) return [];
    const want = "its entry to be removed from then on (docs/runbooks/retire.md)";
    return [`${name}: ${formatProblem("retired.keepUntil", retired.keepUntil, want)}`];
  });
}
