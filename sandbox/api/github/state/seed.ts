import type { Catalog } from "../../../../infra/catalog/workload";
import { repositoriesOf } from "../../../../infra/github/repositories";
import type { Settings } from "../../../../infra/settings/parse";
import type { GitHubSeed } from "./state";

/** A person of the simulated organization. */
interface Person {
  readonly login: string;
  /** Slugs of the teams that the person is a member of. */
  readonly teams: readonly string[];
}

/**
 * The organization as the settings and the catalog name it: its teams, which may read every repository, Release
 * Engineering write it too, its repositories, and `people`, each of whom calls with the token `sandbox-<login>`.
 */
export function seedOf(
  settings: Settings,
  catalog: Catalog,
  people: readonly Person[],
): GitHubSeed {
  const { organization, organizationId } = settings.github;
  const repositories = repositoriesOf(settings, catalog).map(({ name, id }) => ({
    name,
    id,
    immutableReleases: true,
  }));
  return {
    organization: { id: organizationId, login: organization },
    users: people.map(({ login }, index) => ({
      id: 1_000 + index,
      login,
      token: `sandbox-${login}`,
    })),
    teams: Object.entries(settings.teams).map(([key, { id, slug }]) => {
      const role = key === "release-eng" ? ("push" as const) : ("pull" as const);
      return {
        id,
        slug,
        members: people.filter(({ teams }) => teams.includes(slug)).map(({ login }) => login),
        repositories: Object.fromEntries(repositories.map(({ name }) => [name, role])),
      };
    }),
    repositories,
  };
}
