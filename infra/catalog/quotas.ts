import { formatProblem, InvalidInput } from "../problems";
import type { Settings } from "../settings/parse";
import { JOB_COPIES } from "./job-timing";
import type { Catalog, Workload } from "./workload";

/** Copies that Lambda keeps for functions without a reservation (Lambda guide, Concurrency). */
const UNRESERVED = 100;

/** Target groups of one load balancer; AWS raises it for nobody (Elastic Load Balancing quotas). */
const TARGET_GROUPS = 100;

/** A service that is moved blue-green has two, and each is behind a rule of a listener of its own. */
const GROUPS_PER_SERVICE = 2;

/**
 * Refuses a catalog of which each entry is right, and all of them together are more than one
 * environment holds.
 *
 * @throws {InvalidInput} that says the arithmetic, and whose it is
 */
export function checkQuotas(catalog: Catalog, settings: Settings): void {
  const problems = [...concurrencyProblems(catalog, settings), ...targetGroupProblems(catalog)];
  if (problems.length > 0) {
    throw new InvalidInput(`stacks/catalog in ${settings.environment}`, problems);
  }
}

/** Lambda refuses a reservation that would leave less than its share to all other functions. */
function concurrencyProblems(catalog: Catalog, { lambdaConcurrency }: Settings): string[] {
  const parts = catalog
    .flatMap((each) => (reserved(each) > 0 ? [[each.name, reserved(each)] as const] : []))
    .sort(([, one], [, other]) => other - one);
  const least = parts.reduce((sum, [, copies]) => sum + copies, UNRESERVED);
  if (parts.length === 0 || least <= lambdaConcurrency) return [];
  const terms = [
    `${UNRESERVED} that stay unreserved`,
    ...parts.map(([name, copies]) => `${copies} of ${name}`),
  ];
  const want = `at least ${least}, as functions reserve ${terms.join(" + ")}`;
  return [formatProblem("lambdaConcurrency", lambdaConcurrency, want)];
}

function reserved(each: Workload): number {
  if (each.kind === "function") return each.concurrency;
  return each.kind === "job" && each.runs.as === "function" ? JOB_COPIES : 0;
}

function targetGroupProblems(catalog: Catalog): string[] {
  const names = catalog.filter(isService).map(({ name }) => name);
  const most = TARGET_GROUPS / GROUPS_PER_SERVICE;
  if (names.length <= most) return [];
  const want =
    `at most ${most}, as each has ${GROUPS_PER_SERVICE} of the load balancer's ` +
    `${TARGET_GROUPS} target groups; there are ${names.join(", ")}`;
  return [formatProblem("services", names.length, want)];
}

function isService({ kind }: Workload): boolean {
  return kind === "service";
}
