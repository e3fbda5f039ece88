import { GitHubError } from "../github-error";
import { complete } from "../openapi/complete";
import { type Operation, operation, pageOf } from "../operation";
import type { Run } from "../state/state";
import type { GitHub } from "../state/store";

/** A deployment that GitHub makes for a job of a run, once the job waits for the rules of its environment. */
export interface Deployment {
  readonly id: number;
  readonly run: Run;
  readonly environment: string;
  /** When the job began to wait. */
  readonly createdAt: string;
  /** What it was when, oldest first; GitHub's description does not have the state in which it waits. */
  readonly statuses: readonly { readonly state: string; readonly at: string }[];
}

/** Most jobs of one run that wait. */
const MOST = 100;

/** Deployments of the jobs that waited for a review, and their statuses. */
export const DEPLOYMENTS: readonly Operation[] = [
  operation(
    "GET /repos/{owner}/{repo}/deployments",
    { name: "deployments", level: "read" },
    (input, { github }) => {
      const found = deploymentsOf(github, input.repo)
        .filter(({ run }) => input.sha === undefined || run.headSha === input.sha)
        .filter(({ environment }) => (input.environment ?? environment) === environment);
      const body = pageOf(found, input).map(({ id, run, environment, createdAt }) =>
        complete("deployment", {
          id,
          environment,
          sha: run.headSha,
          ref: run.headBranch,
          created_at: createdAt,
        }),
      );
      return { status: 200, body };
    },
  ),
  operation(
    "GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses",
    { name: "deployments", level: "read" },
    (input, { github }) => {
      const deployments = deploymentsOf(github, input.repo);
      const found = deployments.find(({ id }) => id === input.deployment_id);
      if (found === undefined) throw new GitHubError(404, "Not Found");
      const { id, run, environment, statuses } = found;
      const page = `https://github.com/${input.owner}/${input.repo}/actions/runs/${run.id}/job/${id}`;
      const newestFirst = statuses.toReversed().map(({ state, at }) =>
        complete("deployment-status", {
          state,
          environment,
          created_at: at,
          updated_at: at,
          log_url: page,
          target_url: page,
        }),
      );
      return { status: 200, body: pageOf(newestFirst, input) };
    },
  ),
];

/** The deployments of a repository, in the order of its runs. */
export function deploymentsOf({ state }: GitHub, repository: string): Deployment[] {
  return state.runs
    .filter((run) => run.repository === repository)
    .flatMap((run) =>
      run.waits.map(({ environment, from, to }, index) => ({
        id: run.id * MOST + index,
        run,
        environment,
        createdAt: from,
        statuses: to === null ? [] : [{ state: "queued", at: to }],
      })),
    );
}
