import { z } from "zod";
import type { ReviewWait } from "../../decisions/gates/facts";
import type { GitHubClient } from "./client";
import { everyPage, PAGE } from "./pages";
import { ownerAndRepo } from "./repository";

const INSTANT = z.iso.datetime({ offset: true });

/** Part of GitHub's answer to "Get a workflow run" that is used. */
const RUN = z.object({ head_sha: z.string() });

/** Part of GitHub's answer to "List deployments" that is used. */
const DEPLOYMENTS = z.array(
  z.object({ id: z.int(), environment: z.string(), created_at: INSTANT }),
);

/** Part of GitHub's answer to "List deployment statuses" that is used. */
const STATUSES = z.array(
  z.object({ state: z.string(), created_at: INSTANT, log_url: z.string().optional() }),
);

type Status = z.output<typeof STATUSES>[number];

/**
 * How long the jobs of a run waited for reviews that are given.
 *
 * GitHub makes a deployment for each job that names an environment, when the job begins to wait for the environment's
 * rules. Its status is then `queued` and `in_progress`, whose `log_url` names the run and the job. While it waits its
 * status is `waiting`, which GitHub's description does not have. Neither a run's reviews nor its jobs say as much
 * (docs/decisions/0049).
 */
export async function reviewWaits(
  client: GitHubClient,
  repository: string,
  runId: number,
): Promise<readonly ReviewWait[]> {
  const parts = ownerAndRepo(repository);
  const { head_sha: sha } = await client.ask(
    "GET /repos/{owner}/{repo}/actions/runs/{run_id}",
    { ...parts, run_id: runId },
    RUN,
  );
  const deployments = await everyPage((page) =>
    client.ask(
      "GET /repos/{owner}/{repo}/deployments",
      { ...parts, sha, per_page: PAGE, page },
      DEPLOYMENTS,
    ),
  );
  const waits = deployments.map(async ({ id, environment, created_at }) => {
    const statuses = await everyPage((page) =>
      client.ask(
        "GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses",
        { ...parts, deployment_id: id, per_page: PAGE, page },
        STATUSES,
      ),
    );
    const to = endOf(statuses.filter(({ log_url }) => isOfRun(log_url, runId)));
    return to === undefined ? [] : [{ environment, from: utc(created_at), to: utc(to) }];
  });
  return (await Promise.all(waits)).flat();
}

/** Whether the page of a job is one of a run: `https://github.com/<owner>/<name>/actions/runs/<run>/job/<job>`. */
function isOfRun(logUrl: string | undefined, runId: number): boolean {
  return logUrl !== undefined && /\/actions\/runs\/(\d+)\//.exec(logUrl)?.[1] === String(runId);
}

/** When a job was let go on: when it was queued or began, after it has waited; nothing while it waits. */
function endOf(statuses: readonly Status[]): string | undefined {
  const inOrder = statuses.toSorted((a, b) => Date.parse(a.created_at) - Date.parse(b.created_at));
  const waiting = inOrder.findIndex(({ state }) => state === "waiting");
  return inOrder
    .slice(waiting + 1)
    .find(({ state }) => state === "queued" || state === "in_progress")?.created_at;
}

const utc = (instant: string): string => new Date(instant).toISOString();
