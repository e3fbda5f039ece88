import type { Environment } from "../answers/environment";
import type { Run } from "./state";
import type { GitHub } from "./store";

/** The custom rules of an environment, each with the App that is asked. */
export function rulesOf({ state }: GitHub, repository: string, environment: string) {
  return state.protectionRules
    .filter((each) => each.repository === repository && each.environment === environment)
    .map((rule) => ({ ...rule, slug: state.apps.find(({ id }) => id === rule.appId)?.slug ?? "" }));
}

/** A job of a run begins to wait for the rules of an environment. */
export function beginWait(run: Run, environment: string, now: Date): void {
  run.waitsFor.push(environment);
  run.waits.push({ environment, from: now.toISOString(), to: null });
  run.status = "waiting";
}

/**
 * Ends the wait of a job once every rule of the environment has passed, or one has not: one of the required reviewers, and
 * the App of each custom rule (GitHub docs, "Deployments and environments", "Deployment protection rules").
 */
export function endWaitWhereDecided(github: GitHub, run: Run, environment: Environment): void {
  const { environment: name, teams } = environment;
  const review = run.reviews.findLast(({ environments }) => environments.includes(name))?.state;
  const answers = rulesOf(github, run.repository, name).map(
    ({ slug }) =>
      run.ruleAnswers.findLast((each) => each.environment === name && each.user === `${slug}[bot]`)
        ?.state,
  );
  const all = teams.length > 0 ? [review, ...answers] : answers;
  if (!all.includes("rejected") && all.some((state) => state !== "approved")) return;
  const wait = run.waits.find((each) => each.environment === name && each.to === null);
  const to = github.now().toISOString();
  // One whose begin was not noted waited since the run was made.
  if (wait) wait.to = to;
  else run.waits.push({ environment: name, from: run.createdAt, to });
  run.waitsFor = run.waitsFor.filter((each) => each !== name);
  // A rejection fails a job; other jobs of the run may go on.
  if (run.waitsFor.length === 0) run.status = "in_progress";
}
