import type { Catalog, Workload } from "../catalog/workload";
import { formatProblem, InvalidInput } from "../problems";
import type { Settings } from "../settings/parse";
import { isSameName } from "./names";

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
 * @throws {InvalidInput} if a name has two ids, an id two names, or a name two spellings
 */
export function repositoriesOf(settings: Settings, catalog: Catalog): DeliveringRepository[] {
  const { repository, repositoryId } = settings.github;
  const known = [{ name: repository, id: repositoryId }];
  const problems = catalog.flatMap((workload) => {
    const { repository: name, repositoryId: id } = workload;
    const named = known.find((each) => isSameName(each.name, name));
    const numbered = known.find((each) => each.id === id);
    if (!named && !numbered) known.push({ name, id });
    const wrong = mismatch({ name, id }, named, numbered);
    return wrong === undefined ? [] : [`${workload.name}: ${wrong}`];
  });
  if (problems.length > 0) throw new InvalidInput("stacks/catalog", problems);
  const [own, ...others] = known;
  others.sort((one, other) => (one.name < other.name ? -1 : 1));
  return [own, ...others].flatMap((each) =>
    each ? [{ ...each, workloads: catalog.filter((of) => of.repository === each.name) }] : [],
  );
}

/** A repository as one entry names it. */
type Named = Pick<DeliveringRepository, "name" | "id">;

/** What is wrong of a repository of which something is known by its name, or by its id. */
function mismatch({ name, id }: Named, named?: Named, numbered?: Named): string | undefined {
  if (named && named.id !== id) {
    return formatProblem("repositoryId", id, `${named.id}, as ${named.name} has elsewhere`);
  }
  const [known] = [named ?? numbered];
  if (!known || known.name === name) return undefined;
  const why = named ? "as it is spelled elsewhere" : `which has the id ${id} elsewhere`;
  return formatProblem("repository", name, `"${known.name}", ${why}`);
}
