import { repositoryNamed } from "../answers/find";
import { simpleUser } from "../answers/people";
import { notFound } from "../github-error";
import { complete } from "../openapi/complete";
import { type Operation, operation, pageOf } from "../operation";
import type { GitHubState } from "../state/state";
import type { GitHub } from "../state/store";

const READ = { name: "issues", level: "read" } as const;
const WRITE = { name: "issues", level: "write" } as const;

type Issue = GitHubState["issues"][number];

/** Issues. */
export const ISSUES: readonly Operation[] = [
  operation("POST /repos/{owner}/{repo}/issues", WRITE, (input, { github, caller }) => {
    const { name: repository } = repositoryNamed(github, input.repo);
    const issue: Issue = {
      number: issuesIn(github, repository).length + 1,
      repository,
      title: String(input.title),
      body: input.body ?? "",
      labels: (input.labels ?? []).map((each) =>
        typeof each === "string" ? each : (each.name ?? ""),
      ),
      state: "open",
      user: caller.kind === "app" ? caller.slug : caller.login,
      createdAt: github.now().toISOString(),
      closedAt: null,
    };
    github.state.issues.push(issue);
    return { status: 201, body: shown(github, issue) };
  }),
  operation("GET /repos/{owner}/{repo}/issues", READ, (input, { github }) => {
    const { name } = repositoryNamed(github, input.repo);
    const { state = "open" } = input;
    const labels = input.labels?.split(",") ?? [];
    const found = issuesIn(github, name)
      .filter((each) => state === "all" || each.state === state)
      .filter((each) => labels.every((label) => each.labels.includes(label)))
      .reverse();
    return { status: 200, body: pageOf(found, input).map((each) => shown(github, each)) };
  }),
  operation("GET /repos/{owner}/{repo}/issues/{issue_number}", READ, (input, { github }) => ({
    status: 200,
    body: shown(github, issueWith(github, input.repo, input.issue_number)),
  })),
  operation("PATCH /repos/{owner}/{repo}/issues/{issue_number}", WRITE, (input, { github }) => {
    const issue = issueWith(github, input.repo, input.issue_number);
    if (input.title !== undefined) issue.title = String(input.title);
    if (input.body !== undefined) issue.body = input.body ?? "";
    if (input.state !== undefined) {
      issue.state = input.state;
      issue.closedAt = input.state === "closed" ? github.now().toISOString() : null;
    }
    return { status: 200, body: shown(github, issue) };
  }),
];

function issuesIn({ state }: GitHub, repository: string): Issue[] {
  return state.issues.filter((each) => each.repository === repository);
}

function issueWith(github: GitHub, repository: string, number: number): Issue {
  const { name } = repositoryNamed(github, repository);
  const found = issuesIn(github, name).find((each) => each.number === number);
  if (!found) throw notFound();
  return found;
}

function shown({ state }: GitHub, issue: Issue) {
  const { number, repository, createdAt } = issue;
  const address = `${state.organization.login}/${repository}`;
  return complete("issue", {
    id: number,
    number,
    title: issue.title,
    body: issue.body,
    state: issue.state,
    labels: issue.labels.map((name) => ({ name })),
    user: simpleUser(state, issue.user),
    html_url: `https://github.com/${address}/issues/${number}`,
    repository_url: `https://api.github.com/repos/${address}`,
    created_at: createdAt,
    updated_at: issue.closedAt ?? createdAt,
    closed_at: issue.closedAt,
  });
}
