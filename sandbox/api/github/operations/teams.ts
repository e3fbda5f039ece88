import { repositoryNamed, teamWith } from "../answers/find";
import { teamRepository } from "../answers/repository";
import { notFound } from "../github-error";
import { complete } from "../openapi/complete";
import { type Operation, operation } from "../operation";

/** No run's `GITHUB_TOKEN` has this permission: it takes an App, or a person. */
const MEMBERS = { name: "members", level: "read" } as const;

/** Roles in a repository, each with what those before it may do. */
const ROLES = ["pull", "triage", "push", "maintain", "admin"] as const;

/** Teams, their members and what they may do in a repository. */
export const TEAMS: readonly Operation[] = [
  operation("GET /orgs/{org}/teams/{team_slug}", MEMBERS, ({ team_slug }, { github }) => {
    const { organization } = github.state;
    const { id, slug, members, repositories } = teamWith(github, team_slug);
    const body = complete("team-full", {
      id,
      slug,
      name: slug,
      permission: "pull",
      members_count: members.length,
      repos_count: Object.keys(repositories).length,
      html_url: `https://github.com/orgs/${organization.login}/teams/${slug}`,
      organization: complete("team-organization", {
        id: organization.id,
        login: organization.login,
      }),
    });
    return { status: 200, body };
  }),
  operation(
    "GET /orgs/{org}/teams/{team_slug}/memberships/{username}",
    MEMBERS,
    (input, { github }) => {
      const { slug, members, invited } = teamWith(github, input.team_slug);
      const login = input.username.toLowerCase();
      const among = (list: readonly string[]) => list.some((each) => each.toLowerCase() === login);
      if (!among(members) && !among(invited)) throw notFound();
      const state = among(members) ? "active" : "pending";
      const url = `https://api.github.com/orgs/${input.org}/teams/${slug}/memberships/${login}`;
      return { status: 200, body: { role: "member", state, url } };
    },
  ),
  operation(
    "GET /orgs/{org}/teams/{team_slug}/repos/{owner}/{repo}",
    MEMBERS,
    (input, { github, accept }) => {
      const repository = repositoryNamed(github, input.repo);
      const role = teamWith(github, input.team_slug).repositories[repository.name];
      if (role === undefined) throw notFound();
      // GitHub REST API, "Check team permissions for a repository".
      if (accept !== "application/vnd.github.v3.repository+json") return { status: 204 };
      const allowed = ROLES.indexOf(role);
      const permissions = Object.fromEntries(ROLES.map((each, at) => [each, at <= allowed]));
      return { status: 200, body: teamRepository(github.state, repository, permissions) };
    },
  ),
];
