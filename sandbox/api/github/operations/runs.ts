import { repositoryNamed, runWith } from "../answers/find";
import { simpleUser } from "../answers/people";
import { minimalRepository } from "../answers/repository";
import { complete } from "../openapi/complete";
import { type Operation, operation } from "../operation";

/** Workflow runs. */
export const RUNS: readonly Operation[] = [
  operation(
    "GET /repos/{owner}/{repo}/actions/runs/{run_id}",
    { name: "actions", level: "read" },
    (input, { github }) => {
      const { state } = github;
      const run = runWith(github, input.repo, input.run_id);
      const repository = minimalRepository(state, repositoryNamed(github, input.repo));
      const body = complete("workflow-run", {
        id: run.id,
        name: run.path,
        path: run.path,
        event: run.event,
        head_branch: run.headBranch,
        head_sha: run.headSha,
        run_attempt: run.attempt,
        status: run.status,
        conclusion: run.conclusion,
        created_at: run.createdAt,
        run_started_at: run.createdAt,
        actor: simpleUser(state, run.actor),
        triggering_actor: simpleUser(state, run.triggeringActor),
        html_url: `${repository.html_url}/actions/runs/${run.id}`,
        repository,
        head_repository: repository,
      });
      return { status: 200, body };
    },
  ),
];
