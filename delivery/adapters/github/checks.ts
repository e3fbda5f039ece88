import { z } from "zod";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import type { Checks } from "../../ports/checks";
import type { GitHubClient } from "./client";
import { everyPage, PAGE } from "./pages";
import { ownerAndRepo } from "./repository";

/** Part of GitHub's answer to "List check runs for a Git reference" that is used. */
const CHECK_RUNS = z.object({
  check_runs: z.array(
    z.object({
      name: z.string(),
      head_sha: z.string(),
      status: z.enum(["queued", "in_progress", "completed", "waiting", "requested", "pending"]),
      conclusion: z.string().nullable(),
      started_at: z.iso.datetime({ offset: true }).nullable(),
      app: z.object({ id: z.int() }).nullable(),
    }),
  ),
});

/** Check runs of GitHub's Checks API. */
export function gitHubChecks(client: GitHubClient): Checks {
  return {
    async ofCommit(repository, commit) {
      const parts = ownerAndRepo(repository);
      if (!/^[0-9a-f]{40}$/.test(commit)) {
        const want = "the full id of a commit, 40 hex digits";
        throw new InvalidInput("GitHub", [formatProblem("commit", commit, want)]);
      }
      const found = await everyPage(async (page) => {
        const { check_runs } = await client.ask(
          "GET /repos/{owner}/{repo}/commits/{ref}/check-runs",
          { ...parts, ref: commit, filter: "all", per_page: PAGE, page },
          CHECK_RUNS,
        );
        return check_runs;
      });
      return found.map(({ name, head_sha, status, conclusion, started_at, app }) => ({
        name,
        commit: head_sha,
        // No App has the id 0: a run that none reported is nobody's.
        appId: app?.id ?? 0,
        status,
        conclusion,
        // One that has not begun is newer than all that have.
        startedAt: started_at === null ? Number.MAX_SAFE_INTEGER : Date.parse(started_at),
      }));
    },
  };
}
