import { z } from "zod";
import type { Approval } from "../../decisions/gates/facts";
import type { Approvals } from "../../ports/approvals";
import type { GitHubClient } from "./client";
import { ownerAndRepo } from "./repository";
import { reviewWaits } from "./review-waits";
import { isMember } from "./teams";

const PERSON = z.object({ id: z.int(), login: z.string() });

/** Parts of GitHub's answer to "Get a workflow run" that are used; of a tag's run, `head_branch` is the tag. */
const RUN = z.object({ actor: PERSON, triggering_actor: PERSON });
const SOURCE = z.object({ head_sha: z.string(), head_branch: z.string().nullable() });

/** Part of GitHub's answer to "Get the review history for a workflow run" that is used. */
const REVIEWS = z.array(
  z.object({
    environments: z.array(z.object({ name: z.string() })),
    state: z.enum(["approved", "rejected", "pending"]),
    user: PERSON,
    comment: z.string(),
  }),
);

/** Reviews of workflow runs, how long they were waited for, and the people behind them. */
export function gitHubApprovals(client: GitHubClient): Approvals {
  return {
    async sourceOf(repository, runId) {
      const run = { ...ownerAndRepo(repository), run_id: runId };
      const { head_sha: commit, head_branch: ref } = await client.ask(
        "GET /repos/{owner}/{repo}/actions/runs/{run_id}",
        run,
        SOURCE,
      );
      return { commit, ref };
    },

    async ofRun(repository, runId, teams) {
      const { owner, repo } = ownerAndRepo(repository);
      const run = { owner, repo, run_id: runId };
      const started = await client.ask("GET /repos/{owner}/{repo}/actions/runs/{run_id}", run, RUN);
      const reviews = await client.ask(
        "GET /repos/{owner}/{repo}/actions/runs/{run_id}/approvals",
        run,
        REVIEWS,
      );
      const teamsOf = async (login: string): Promise<string[]> => {
        const found: string[] = [];
        for (const team of teams) {
          if (await isMember(client, { org: owner, team, login })) found.push(team);
        }
        return found;
      };
      const known = new Map<number, readonly string[]>();
      const approvals: Approval[] = [];
      for (const { environments, state, user, comment } of reviews) {
        const memberOf = known.get(user.id) ?? (await teamsOf(user.login));
        known.set(user.id, memberOf);
        for (const { name } of environments) {
          approvals.push({ environment: name, state, user, teams: memberOf, comment });
        }
      }
      const { actor, triggering_actor: again } = started;
      return { initiators: again.id === actor.id ? [actor] : [actor, again], approvals };
    },
    waitsOf: (repository, runId) => reviewWaits(client, repository, runId),
  };
}
