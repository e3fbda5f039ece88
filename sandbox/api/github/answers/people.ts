import { complete } from "../openapi/complete";
import type { GitHubState, Team } from "../state/state";

/** A person or a bot, as GitHub shows one. */
export function simpleUser({ users }: GitHubState, login: string) {
  const user = users.find((each) => each.login === login);
  return complete("simple-user", {
    id: user?.id ?? BOT,
    login,
    type: user ? "User" : "Bot",
    html_url: `https://github.com/${user ? login : `apps/${login.replace("[bot]", "")}`}`,
    site_admin: false,
  });
}

/** Id of GitHub's own bot `github-actions[bot]` (GET /users/github-actions[bot]). */
const BOT = 41_898_282;

/** A team, as it is shown among others. */
export function simpleTeam({ organization }: GitHubState, { id, slug }: Team) {
  return complete("team", {
    id,
    slug,
    name: slug,
    privacy: "closed",
    html_url: `https://github.com/orgs/${organization.login}/teams/${slug}`,
    parent: null,
  });
}
