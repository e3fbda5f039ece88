import type { Catalog } from "../catalog/workload";
import { formatProblem, InvalidInput } from "../problems";
import type { Settings } from "../settings/parse";
import { repositoriesOf } from "./repositories";

/** Longest time that the rules of a repository's `main` may stay off, in days from today. */
const LONGEST_DAYS = 90;

/** How GitHub enforces a ruleset. Source: GitHub REST API, "Create a repository ruleset". */
type Enforcement = "active" | "evaluate" | "disabled";

/** How the rules of `main` are enforced in `repository`: active, unless the settings name an exception. */
export function mainEnforcement({ adopt }: Settings, repository: string): Enforcement {
  return adopt.rulesets[repository]?.enforcement ?? "active";
}

/** What is wrong with the exception of `repository`, as `today` is; nothing where it stands or there is none. */
export function exceptionProblem(
  { adopt }: Settings,
  repository: string,
  today: Date,
): string | undefined {
  const exception = adopt.rulesets[repository];
  if (!exception) return undefined;
  const { until } = exception;
  const days = (Date.parse(until) - today.getTime()) / 86_400_000;
  const field = `adopt.rulesets.${repository}.until`;
  // The day itself is the last.
  if (days < -1) return formatProblem(field, until, "today or later, or no such exception");
  if (days > LONGEST_DAYS) return formatProblem(field, until, `at most ${LONGEST_DAYS} days ahead`);
  return undefined;
}

/** A warning for each repository whose `main` takes what no check has passed. */
export function exceptionWarnings({ adopt }: Settings): string[] {
  return Object.entries(adopt.rulesets).map(([repository, { enforcement, until }]) =>
    formatProblem(
      `${repository}: enforcement of main's rules`,
      enforcement,
      `active, once its workflows have reported the required checks, and by ${until}`,
    ),
  );
}

/**
 * Refuses an exception for a repository that delivers nothing.
 *
 * @throws {InvalidInput} that lists each
 */
export function checkExceptions(settings: Settings, catalog: Catalog): void {
  const known = repositoriesOf(settings, catalog).map(({ name }) => name);
  const problems = Object.entries(settings.adopt.rulesets).flatMap(([name, exception]) => {
    if (known.includes(name)) return [];
    const want = `a repository of the catalog: one of ${known.join(", ")}`;
    return [formatProblem(`adopt.rulesets.${name}`, exception, want)];
  });
  if (problems.length > 0) throw new InvalidInput(`Pulumi.${settings.environment}.yaml`, problems);
}
