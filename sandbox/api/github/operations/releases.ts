import { repositoryNamed } from "../answers/find";
import { simpleUser } from "../answers/people";
import { GitHubError, notFound } from "../github-error";
import { complete } from "../openapi/complete";
import { type Operation, operation } from "../operation";
import type { GitHubState } from "../state/state";
import type { GitHub } from "../state/store";

const READ = { name: "contents", level: "read" } as const;
const WRITE = { name: "contents", level: "write" } as const;

type Release = GitHubState["releases"][number];

/** GitHub releases. */
export const RELEASES: readonly Operation[] = [
  operation("POST /repos/{owner}/{repo}/releases", WRITE, (input, { github, caller }) => {
    const { name: repository } = repositoryNamed(github, input.repo);
    if (releaseOf(github, repository, input.tag_name)) {
      throw new GitHubError(422, "Validation Failed", ["Release.tag_name already_exists"]);
    }
    const release: Release = {
      id: github.state.releases.length + 1,
      repository,
      tag: input.tag_name,
      target: input.target_commitish ?? "main",
      name: input.name ?? input.tag_name,
      body: input.body ?? "",
      prerelease: input.prerelease ?? false,
      draft: input.draft ?? false,
      author: caller.kind === "app" ? caller.slug : caller.login,
      createdAt: github.now().toISOString(),
    };
    github.state.releases.push(release);
    return { status: 201, body: shown(github, release) };
  }),
  operation("GET /repos/{owner}/{repo}/releases/tags/{tag}", READ, (input, { github }) => {
    const { name } = repositoryNamed(github, input.repo);
    const release = releaseOf(github, name, input.tag);
    if (!release) throw notFound();
    return { status: 200, body: shown(github, release) };
  }),
  operation("PATCH /repos/{owner}/{repo}/releases/{release_id}", WRITE, (input, { github }) => {
    const { name } = repositoryNamed(github, input.repo);
    const release = github.state.releases.find(
      (each) => each.repository === name && each.id === input.release_id,
    );
    if (!release) throw notFound();
    release.body = input.body ?? release.body;
    release.name = input.name ?? release.name;
    release.prerelease = input.prerelease ?? release.prerelease;
    return { status: 200, body: shown(github, release) };
  }),
];

function releaseOf({ state }: GitHub, repository: string, tag: string): Release | undefined {
  return state.releases.find((each) => each.repository === repository && each.tag === tag);
}

function shown({ state }: GitHub, release: Release) {
  const { id, repository, tag } = release;
  return complete("release", {
    id,
    tag_name: tag,
    target_commitish: release.target,
    name: release.name,
    body: release.body,
    prerelease: release.prerelease,
    draft: release.draft,
    author: simpleUser(state, release.author),
    html_url: `https://github.com/${state.organization.login}/${repository}/releases/tag/${tag}`,
    created_at: release.createdAt,
    published_at: release.createdAt,
  });
}
