import type { Catalog, Workload } from "../catalog/workload";
import { formatProblem, InvalidInput } from "../problems";
import type { Settings } from "../settings/parse";

/** A repository of the organization, and the workloads that it delivers. */
export interface DeliveringRepository {
  /** Its name, without the owner. */
  readonly name: string;
  /** GitHub's numeric id. */
  readonly id: number;
  /** In the catalog's order; none for the platform's own unless one is delivered from it. */
  readonly workloads: readonly Workload[];
}

/**
 * Every repository, once: the platform's own first, then those of the catalog by name.
 *
 * @throws {InvalidInput} if two workloads give one repository different ids
 */
export function repositoriesOf(settings: Settings, catalog: Catalog): DeliveringRepository[] {
  const { repository, repositoryId } = settings.github;
  const others = [...new Set(catalog.map((each) => each.repository))].sort();
  const names = [repository, ...others.filter((each) => each !== repository)];
  const problems: string[] = [];
  const found = names.map((name) => {
    const workloads = catalog.filter((each) => each.repository === name);
    const id = name === repository ? repositoryId : (workloads[0]?.repositoryId ?? 0);
    for (const other of workloads.filter((each) => each.repositoryId !== id)) {
      const wrong = formatProblem(
        "repositoryId",
        other.repositoryId,
        `${id}, as ${name} has elsewhere`,
      );
      problems.push(`${other.name}: ${wrong}`);
    }
    return { name, id, workloads };
  });
  if (problems.length > 0) throw new InvalidInput("stacks/catalog", problems);
  return found;
}
