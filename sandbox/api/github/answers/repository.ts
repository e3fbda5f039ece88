import { complete } from "../openapi/complete";
import type { GitHubState, Repository } from "../state/state";

/** What every answer that shows a repository has. */
function shown({ organization }: GitHubState, { id, name, private: isPrivate }: Repository) {
  return {
    id,
    name,
    full_name: `${organization.login}/${name}`,
    html_url: `https://github.com/${organization.login}/${name}`,
    private: isPrivate,
    owner: complete("simple-user", {
      id: organization.id,
      login: organization.login,
      type: "Organization",
    }),
  };
}

/** A repository, as it is shown inside of another answer. */
export function minimalRepository(state: GitHubState, repository: Repository) {
  return complete("minimal-repository", shown(state, repository));
}

/** A repository, as an event shows it. */
export function webhookRepository(state: GitHubState, repository: Repository) {
  return complete("repository-webhooks", shown(state, repository));
}

/** A repository, as it is shown when it is asked for. */
export function fullRepository(state: GitHubState, repository: Repository) {
  return complete("full-repository", { ...shown(state, repository), default_branch: "main" });
}

/** A repository, as it is shown with what a team may do in it. */
export function teamRepository(
  state: GitHubState,
  repository: Repository,
  permissions: Readonly<Record<string, boolean>>,
) {
  return complete("team-repository", {
    ...shown(state, repository),
    default_branch: "main",
    permissions,
  });
}
