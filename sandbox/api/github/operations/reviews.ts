import { type Environment, environmentAnswer, environmentNamed } from "../answers/environment";
import { runWith } from "../answers/find";
import { simpleTeam, simpleUser } from "../answers/people";
import { GitHubError } from "../github-error";
import { complete } from "../openapi/complete";
import { type Call, type Operation, operation } from "../operation";
import type { Caller } from "../state/caller";
import type { Run } from "../state/state";
import { endWaitWhereDecided } from "../state/waits";

/** Reviews of a run in the environments that ask for one. */
export const REVIEWS: readonly Operation[] = [
  operation(
    "GET /repos/{owner}/{repo}/actions/runs/{run_id}/approvals",
    { name: "actions", level: "read" },
    (input, { github }) => {
      const run = runWith(github, input.repo, input.run_id);
      const body = run.reviews.map(({ environments, state, user, comment }) => ({
        environments: environments.map((name) => {
          const environment = environmentNamed(github, run.repository, name);
          const { id, node_id, created_at } = environmentAnswer(github, environment);
          return { id, node_id, name, created_at, updated_at: created_at };
        }),
        state,
        user: simpleUser(github.state, user),
        comment,
      }));
      return { status: 200, body };
    },
  ),
  operation(
    "GET /repos/{owner}/{repo}/actions/runs/{run_id}/pending_deployments",
    { name: "actions", level: "read" },
    (input, call) => {
      const run = runWith(call.github, input.repo, input.run_id);
      const body = waitingIn(run, call).map((environment) => ({
        environment: { id: environment.id, name: environment.environment },
        wait_timer: environment.waitTimer,
        wait_timer_started_at: null,
        current_user_can_approve: refusal(environment, run, call) === undefined,
        reviewers: call.github.state.teams
          .filter(({ slug }) => environment.teams.includes(slug))
          .map((team) => ({ type: "Team", reviewer: simpleTeam(call.github.state, team) })),
      }));
      return { status: 200, body };
    },
  ),
  operation(
    "POST /repos/{owner}/{repo}/actions/runs/{run_id}/pending_deployments",
    { name: "deployments", level: "write" },
    (input, call) => {
      const run = runWith(call.github, input.repo, input.run_id);
      const waiting = waitingIn(run, call);
      const asked = input.environment_ids.map((id) => {
        const environment = waiting.find((each) => each.id === id);
        if (!environment) throw new GitHubError(422, `No pending deployment for environment ${id}`);
        const why = refusal(environment, run, call);
        if (why !== undefined) throw new GitHubError(403, why);
        return environment;
      });
      const environments = asked.map(({ environment }) => environment);
      const { state, comment } = input;
      run.reviews.push({ environments, state, user: loginOf(call.caller), comment });
      for (const environment of asked) endWaitWhereDecided(call.github, run, environment);
      const deployments = asked.map(({ id, environment }) =>
        complete("deployment", { id, environment, sha: run.headSha, ref: run.headBranch }),
      );
      return { status: 200, body: deployments };
    },
  ),
];

function waitingIn(run: Run, { github }: Call): Environment[] {
  return run.waitsFor.map((name) => environmentNamed(github, run.repository, name));
}

/** Why the caller may not review; nothing where it may. One reviewer of several is enough. */
function refusal(
  { teams, preventSelfReview }: Environment,
  run: Run,
  { caller, github }: Call,
): string | undefined {
  const login = loginOf(caller);
  const reviews = github.state.teams.some(
    ({ slug, members }) => teams.includes(slug) && members.includes(login),
  );
  if (!reviews) return `${login} is not a required reviewer of this environment`;
  const started = [run.actor, run.triggeringActor].includes(login);
  return preventSelfReview && started ? `${login} started this run` : undefined;
}

function loginOf(caller: Caller): string {
  return caller.kind === "app" ? `${caller.slug}[bot]` : caller.login;
}
