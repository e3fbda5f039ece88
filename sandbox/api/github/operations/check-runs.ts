import { repositoryNamed } from "../answers/find";
import { GitHubError } from "../github-error";
import { complete } from "../openapi/complete";
import { type Operation, operation, pageOf } from "../operation";

/** Check runs of commits. */
export const CHECK_RUNS: readonly Operation[] = [
  operation(
    "GET /repos/{owner}/{repo}/commits/{ref}/check-runs",
    { name: "checks", level: "read" },
    (input, { github }) => {
      const { name: repository, commits, refs } = repositoryNamed(github, input.repo);
      const sha = refs[input.ref] ?? input.ref;
      if (!commits.some((each) => each.sha === sha)) {
        throw new GitHubError(422, `No commit found for SHA: ${input.ref}`);
      }
      const all = github.state.checkRuns
        .filter((each) => each.repository === repository && each.sha === sha)
        .filter(({ name }) => input.check_name === undefined || name === input.check_name)
        .filter(({ appId }) => input.app_id === undefined || appId === input.app_id)
        .filter(({ status }) => input.status === undefined || status === input.status)
        .sort((one, other) => Date.parse(other.startedAt) - Date.parse(one.startedAt));
      const latest = all.filter(
        ({ name, appId }, index) =>
          all.findIndex((each) => each.name === name && each.appId === appId) === index,
      );
      const listed = input.filter === "all" ? all : latest;
      const check_runs = pageOf(listed, input).map((each) =>
        complete("check-run", {
          id: each.id,
          name: each.name,
          head_sha: each.sha,
          status: each.status,
          conclusion: each.conclusion,
          started_at: each.startedAt,
          completed_at: each.completedAt,
          check_suite: { id: each.id },
          app: complete("nullable-integration", {
            id: each.appId,
            slug: `app-${each.appId}`,
            permissions: {},
            owner: complete("simple-user", { login: "github" }),
          }),
        }),
      );
      return { status: 200, body: { total_count: listed.length, check_runs } };
    },
  ),
];
