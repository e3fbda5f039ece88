import { MANAGES_GITHUB } from "../../../infra/environments";
import { type DeliveringRepository, repositoriesOf } from "../../../infra/github/repositories";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import { readStackFile } from "../../../infra/settings/stack-file";
import { CATALOG, catalogIn } from "../../adapters/catalog";
import type { Session } from "../../cli/verb";
import { callerOf } from "../../decisions/workflows/caller";

/** The workflow of one repository. */
export interface Caller {
  /** `owner/name`. */
  readonly repository: string;
  /** Names of the workloads that it delivers. */
  readonly workloads: readonly string[];
  /** YAML. */
  readonly text: string;
}

/**
 * The workflow of each repository of the catalog, by name.
 *
 * @param only - name of the one repository, without its owner. @default - all
 * @throws {InvalidInput} if the settings or the catalog are wrong, or there is no such repository
 */
export async function callersOf(
  { project }: Pick<Session, "project">,
  only?: string,
): Promise<readonly Caller[]> {
  const { settings } = readStackFile(project, MANAGES_GITHUB);
  const catalog = await catalogIn(new URL(CATALOG, project));
  // The platform's own repository has workflows of its own.
  const delivering = repositoriesOf(settings, catalog).filter(
    ({ name, workloads }) => name !== settings.github.repository && workloads.length > 0,
  );
  const found = delivering.filter(({ name }) => only === undefined || name === only);
  if (found.length === 0) {
    const want = `one of ${delivering.map(({ name }) => name).join(", ")}`;
    throw new InvalidInput("the catalog", [formatProblem("repository", only, want)]);
  }
  const { github } = settings;
  return found.map((each) => ({
    repository: `${github.organization}/${each.name}`,
    workloads: namesOf(each),
    text: callerOf(each, github),
  }));
}

function namesOf({ workloads }: DeliveringRepository): string[] {
  return workloads.map(({ name }) => name);
}
