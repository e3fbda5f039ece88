import { blobId, fileAnswer, fileOf } from "../answers/file";
import { repositoryNamed } from "../answers/find";
import { simpleUser } from "../answers/people";
import { GitHubError, notFound } from "../github-error";
import { complete } from "../openapi/complete";
import { type Operation, operation, pageOf } from "../operation";
import type { Caller } from "../state/caller";
import type { Repository } from "../state/state";
import type { GitHub } from "../state/store";

const READ = { name: "contents", level: "read" } as const;
const WRITE = { name: "contents", level: "write" } as const;
const HEADS = "heads/";
const URL = "https://api.github.com/";

type Pull = Repository["pulls"][number];

/** What proposes a change: a branch, files in it, and a pull request. */
export const PROPOSALS: readonly Operation[] = [
  operation("GET /repos/{owner}/{repo}/git/ref/{ref}", READ, ({ repo, ref }, { github }) => {
    const sha = headOf(repositoryNamed(github, repo), ref.replace(HEADS, ""));
    if (!ref.startsWith(HEADS) || sha === undefined) throw notFound();
    return { status: 200, body: refAnswer(`refs/${ref}`, sha) };
  }),
  operation("POST /repos/{owner}/{repo}/git/refs", WRITE, ({ repo, ref, sha }, { github }) => {
    const repository = repositoryNamed(github, repo);
    const branch = ref.replace("refs/heads/", "");
    if (headOf(repository, branch) !== undefined) {
      throw new GitHubError(422, "Reference already exists");
    }
    if (!repository.commits.some((each) => each.sha === sha)) {
      throw new GitHubError(422, "Object does not exist");
    }
    repository.refs[branch] = sha;
    return { status: 201, body: refAnswer(ref, sha) };
  }),
  operation("PUT /repos/{owner}/{repo}/contents/{path}", WRITE, (input, { github }) => {
    const { repo, path, branch = "main", message } = input;
    const repository = repositoryNamed(github, repo);
    if (headOf(repository, branch) === undefined) throw notFound();
    if (branch === "main") {
      throw new GitHubError(409, "Repository rule violations found: changes must be made through");
    }
    const there = fileOf(repository, path, branch);
    // GitHub takes no change of a file whose newest text the caller has not seen.
    if (there !== undefined && input.sha !== blobId(there)) {
      throw new GitHubError(409, `${path} does not match ${input.sha}`);
    }
    const text = Buffer.from(input.content, "base64").toString("utf8");
    const files = repository.branchFiles[branch] ?? {};
    repository.branchFiles[branch] = { ...files, [path]: text };
    const links = { self: URL, git: URL, html: URL };
    const urls = { html_url: URL, git_url: URL, download_url: URL, _links: links };
    const content = { ...fileAnswer(path, text), ...urls };
    const body = complete("file-commit", { content, commit: { message } });
    return { status: there === undefined ? 201 : 200, body };
  }),
  operation(
    "GET /repos/{owner}/{repo}/pulls",
    { name: "pull_requests", level: "read" },
    (input, { github }) => {
      const repository = repositoryNamed(github, input.repo);
      const { state = "open" } = input;
      const found = repository.pulls.filter((each) => state === "all" || each.state === state);
      const body = pageOf(found.toReversed(), input).map((each) =>
        pullAnswer("pull-request-simple", github, repository, each),
      );
      return { status: 200, body };
    },
  ),
  operation(
    "POST /repos/{owner}/{repo}/pulls",
    { name: "pull_requests", level: "write" },
    (input, { github, caller }) => {
      const repository = repositoryNamed(github, input.repo);
      const { head, title = "", body = "" } = input;
      const changed = repository.branchFiles[head];
      const isOpen = repository.pulls.some((each) => each.branch === head && each.state === "open");
      if (changed === undefined || isOpen) {
        const why = isOpen ? "A pull request already exists" : "No commits between main and head";
        throw new GitHubError(422, "Validation Failed", [why]);
      }
      const pull: Pull = {
        number: repository.pulls.length + 1,
        title,
        body,
        branch: head,
        state: "open",
        user: loginOf(caller),
        createdAt: github.now().toISOString(),
        reviews: [],
      };
      repository.pulls.push(pull);
      return { status: 201, body: pullAnswer("pull-request", github, repository, pull) };
    },
  ),
];

/** Commit of a branch: that of main is the newest, unless a ref says otherwise. */
function headOf({ refs, commits }: Repository, branch: string): string | undefined {
  return refs[branch] ?? (branch === "main" ? commits.at(-1)?.sha : undefined);
}

function refAnswer(ref: string, sha: string) {
  return complete("git-ref", {
    ref,
    object: { type: "commit", sha, url: "https://api.github.com/" },
  });
}

function pullAnswer(
  schema: "pull-request" | "pull-request-simple",
  { state }: GitHub,
  repository: Repository,
  { number, title, body, branch, state: is, user, createdAt }: Pull,
) {
  const known = complete(schema, { number, title, body, state: is, created_at: createdAt });
  const sha = headOf(repository, branch) ?? "";
  const label = `${state.organization.login}:${branch}`;
  return {
    ...known,
    user: simpleUser(state, user),
    html_url: `https://github.com/${state.organization.login}/${repository.name}/pull/${number}`,
    head: { ...Object(known.head), ref: branch, sha, label },
  };
}

function loginOf(caller: Caller): string {
  return caller.kind === "app" ? caller.slug : caller.login;
}
