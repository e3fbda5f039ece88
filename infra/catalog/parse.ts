import { formatProblem, InvalidInput, parse } from "../problems";
import { KINDS, readKind } from "./kinds";
import { linkProblems } from "./links/checks";
import { retirementProblems } from "./retirement-checks";
import { type Catalog, factsOf, problemsAmong, type Workload } from "./workload";

/**
 * Reads one entry.
 *
 * @throws {InvalidInput} that lists every problem, under `subject`
 */
export function parseWorkload(entry: unknown, subject: string): Workload {
  return parse(KINDS[readKind(entry, subject)].schema, entry, subject);
}

/**
 * Reads every entry, given by the name of its file.
 *
 * @throws {InvalidInput} that lists every problem of every entry
 */
export function parseCatalog(entries: Readonly<Record<string, unknown>>): Catalog {
  const problems: string[] = [];
  const catalog = Object.entries(entries).flatMap(([file, entry]) => {
    try {
      const workload = parseWorkload(entry, file);
      if (workload.name === file) return [workload];
      problems.push(
        `${file}: ${formatProblem("name", workload.name, `"${file}", as its file is named`)}`,
      );
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      problems.push(...error.problems.map((each) => `${file}: ${each}`));
    }
    return [];
  });
  problems.push(...catalog.flatMap((workload) => rotationProblems(workload, catalog)));
  problems.push(...retirementProblems(catalog));
  problems.push(...linkProblems(catalog));
  problems.push(...problemsAmong(catalog));
  if (problems.length > 0) throw new InvalidInput("stacks/catalog", problems);
  return catalog;
}

/** A function that is retired rotates nothing but the secrets of what is retired too. */
function rotationProblems({ name, secrets, retired }: Workload, catalog: Catalog): string[] {
  const functions = catalog
    .filter((each) => factsOf(each).rotatesSecrets && (retired || !each.retired))
    .map((each) => each.name);
  return Object.entries(secrets).flatMap(([key, { rotation }]) =>
    rotation === undefined || functions.includes(rotation.by)
      ? []
      : [
          `${name}: ${formatProblem(
            `secrets.${key}.rotation.by`,
            rotation.by,
            `a function of the catalog: ${functions.join(", ") || "it has none"}`,
          )}`,
        ],
  );
}
