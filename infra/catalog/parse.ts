import { formatProblem, InvalidInput, parse } from "../problems";
import { workloadSchema } from "./kinds";
import { listenerPriority } from "./listener-priority";
import { routeTakes } from "./route";
import { crossCheck } from "./rules";
import type { Catalog, Workload, WorkloadOf } from "./workload";

const SCHEMA = workloadSchema(crossCheck);

/**
 * Reads one entry.
 *
 * @throws {InvalidInput} that lists every problem, under `subject`
 */
export function parseWorkload(entry: unknown, subject: string): Workload {
  return parse(SCHEMA, entry, subject);
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
  problems.push(...routeProblems(catalog));
  if (problems.length > 0) throw new InvalidInput("stacks/catalog", problems);
  return catalog;
}

/** Two rules of one listener can have neither one rank nor one path. */
function routeProblems(catalog: Catalog): string[] {
  const services = catalog.filter((each) => each.kind === "service");
  return services.flatMap((service, index) => [
    ...strayChecks(service, services),
    ...services.slice(0, index).flatMap((other) => {
      const at = (field: string, got: unknown, want: string) =>
        `${service.name}: ${formatProblem(`route.${field}`, got, want)}`;
      const { path } = service.route;
      const rank = listenerPriority(service);
      return [
        ...(path === other.route.path ? [at("path", path, `another than ${other.name}'s`)] : []),
        ...(rank === listenerPriority(other)
          ? [at("priority", rank, `another than ${other.name}'s`)]
          : []),
      ];
    }),
  ]);
}

/** Synthetic tests of a service that a rule of another one takes first. */
function strayChecks(
  service: WorkloadOf<"service">,
  services: readonly WorkloadOf<"service">[],
): string[] {
  const { health, readiness, happyPath } = service.checks;
  const rank = listenerPriority(service);
  const first = services.filter((other) => listenerPriority(other) < rank);
  return Object.entries({ health, readiness, "happyPath.path": happyPath.path }).flatMap(
    ([field, path]) =>
      first
        .filter(({ route }) => routeTakes(route.path, path))
        .map(({ name, route }) => {
          const want = `a path that ${route.path} of ${name} does not take first`;
          return `${service.name}: ${formatProblem(`checks.${field}`, path, want)}`;
        }),
  );
}

function rotationProblems({ name, secrets }: Workload, catalog: Catalog): string[] {
  const functions = catalog.filter(({ kind }) => kind === "function").map((each) => each.name);
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
