import { functionTotals } from "../../platform-functions";
import { formatProblem, InvalidInput } from "../../problems";
import type { Settings } from "../../settings/parse";
import { type Catalog, factsOf } from "../workload";
import { QUOTAS } from "./limits";
import { COUNTED, type Counted, platformUses, usesOf } from "./uses";

/** Concurrency that Lambda keeps for functions without a reservation (Lambda guide, Concurrency). */
const UNRESERVED = 100;

/**
 * Refuses a catalog that needs more than the quotas of one account allow.
 *
 * @throws {InvalidInput} that shows each sum, and what is in it
 */
export function checkQuotas(catalog: Catalog, settings: Settings): void {
  const problems = [
    ...concurrencyProblems(catalog, settings),
    ...COUNTED.flatMap((each) => countProblems(each, catalog, settings)),
  ];
  if (problems.length > 0) {
    throw new InvalidInput(`stacks/catalog in ${settings.environment}`, problems);
  }
}

/** How many of `counted` the environment has, the platform's own included. */
export function sumOf(counted: Counted, catalog: Catalog, settings: Settings): number {
  return termsOf(counted, catalog, settings).reduce((sum, { uses }) => sum + uses, 0);
}

/** Lambda refuses a reservation that would leave less than {@link UNRESERVED} to all other functions. */
function concurrencyProblems(catalog: Catalog, settings: Settings): string[] {
  const { lambdaConcurrency } = settings;
  const reserved = catalog
    .flatMap((each) => {
      const { lambda } = factsOf(each);
      return lambda ? [{ name: each.name, concurrency: lambda.reservedConcurrency }] : [];
    })
    .sort((one, other) => other.concurrency - one.concurrency);
  const own = functionTotals(settings).concurrency;
  const least = reserved.reduce((sum, { concurrency }) => sum + concurrency, UNRESERVED + own);
  if (least <= lambdaConcurrency) return [];
  const terms = [
    `${UNRESERVED} that stay unreserved`,
    `${own} of the platform`,
    ...reserved.map(({ name, concurrency }) => `${concurrency} of ${name}`),
  ];
  const want = `at least ${least}, as functions reserve ${terms.join(" + ")}`;
  return [formatProblem("lambdaConcurrency", lambdaConcurrency, want)];
}

function countProblems(counted: Counted, catalog: Catalog, settings: Settings): string[] {
  const quota = QUOTAS[counted];
  const sum = sumOf(counted, catalog, settings);
  const limit = "limit" in quota ? quota.limit : settings.quotas[quota.setting];
  if (sum <= limit) return [];
  const terms = termsOf(counted, catalog, settings)
    .filter(({ uses }) => uses > 0)
    .map(({ uses, of }) => `${uses} of ${of}`)
    .join(" + ");
  if ("limit" in quota) {
    const want = `at most ${limit}, ${quota.name}, for ${terms}. ${quota.remedy}`;
    return [formatProblem(counted, sum, want)];
  }
  const want = `at least ${sum}, ${quota.name}, for ${terms}. Have AWS raise it in Service Quotas, then set it`;
  return [formatProblem(`quotas.${quota.setting}`, limit, want)];
}

/** The terms of a sum, by kind: a catalog has few kinds and many names. */
function termsOf(counted: Counted, catalog: Catalog, settings: Settings) {
  const kinds = [...new Set(catalog.map(({ kind }) => kind))];
  const ofKinds = kinds.map((kind) => {
    const own = catalog.filter((each) => each.kind === kind);
    const uses = own.reduce((sum, each) => sum + usesOf(each, settings)[counted], 0);
    return { uses, of: `${own.length} of kind ${kind}` };
  });
  return [{ uses: platformUses(counted, settings), of: "the platform" }, ...ofKinds];
}
