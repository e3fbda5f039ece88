import { isWithinBoundary } from "../../boundary-actions";
import type { Environment } from "../../environments";
import { formatProblem, InvalidInput } from "../../problems";
import type { Settings } from "../../settings/parse";
import { dayAfter } from "../retired";
import type { Catalog, Workload } from "../workload";

/** Days for which a grant may be given at most: then somebody looks at it again. */
const DAYS_MAX = 366;

/** What a workload may do beyond its links, as its entry says it. */
export type Grant = Workload["grants"][number];

/** The ARNs of a grant in one environment. */
export function grantedResources({ resources }: Grant, environment: Environment) {
  return "dev" in resources ? resources[environment] : resources;
}

/**
 * Refuses grants that have expired or last too long, are beyond the permissions boundary or another
 * account's, or do what a link does.
 *
 * @param now - the time of the plan
 * @throws {InvalidInput} that lists every problem
 */
export function checkGrants(catalog: Catalog, settings: Settings, now: Date): void {
  const today = now.toISOString().slice(0, 10);
  const problems = catalog.flatMap((workload) =>
    workload.grants.flatMap((grant, index) => {
      const at = (field: string, got: unknown, want: string) =>
        `${workload.name}: ${formatProblem(`grants[${index}].${field}`, got, want)}`;
      return [
        ...expiryProblem(grant, today).map((want) => at("expires", grant.expires, want)),
        ...grant.actions
          .filter((action) => !isWithinBoundary(action))
          .map((action) => at("actions", action, "an action that the permissions boundary allows")),
        ...grantedResources(grant, settings.environment).flatMap((arn) =>
          resourceProblem(arn, catalog, settings).map((want) => at("resources", arn, want)),
        ),
      ];
    }),
  );
  if (problems.length === 0) return;
  throw new InvalidInput(`stacks/catalog in ${settings.environment}`, problems);
}

function expiryProblem({ expires }: Grant, today: string): string[] {
  if (expires <= today) return [`a day after ${today}, or no grant any more`];
  const latest = dayAfter(today, DAYS_MAX);
  return expires > latest ? [`${latest} at the latest, when it is looked at again`] : [];
}

/** A grant stays in its account, and does not reach what belongs to a workload of the catalog. */
function resourceProblem(arn: string, catalog: Catalog, settings: Settings): string[] {
  const { accountId, environment, region, drRegion, dr } = settings;
  const [, , , inRegion = "", account = ""] = arn.split(":");
  const regions: readonly string[] = dr ? [region, drRegion] : [region];
  const owner = catalog.find(
    ({ name }) =>
      arn.includes(`nc-${name}-${environment}-`) || arn.includes(`/nc/${environment}/${name}/`),
  );
  return [
    ...(account === "" || account === accountId
      ? []
      : [`a resource of the account ${accountId}, or resources for each environment`]),
    ...(inRegion === "" || regions.includes(inRegion) ? [] : [`one of ${regions.join(", ")}`]),
    ...(owner ? [`a link instead, as it is ${owner.name}'s`] : []),
  ];
}

/** What the plan shows of each grant in an environment: a line for each. */
export function grantNotices(catalog: Catalog, environment: Environment): string[] {
  return catalog.flatMap(({ name, grants }) =>
    grants.map((grant) => {
      const resources = grantedResources(grant, environment).join(", ");
      return `grant of ${name} until ${grant.expires}: ${grant.actions.join(", ")} on ${resources}: ${grant.reason}`;
    }),
  );
}
