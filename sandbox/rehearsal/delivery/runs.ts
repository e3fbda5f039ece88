import { z } from "zod";
import { gitHubClient } from "../../../delivery/adapters/github/client";
import { ownerAndRepo } from "../../../delivery/adapters/github/repository";
import type { Run } from "../../../delivery/assembly/delivery";
import type { Environment } from "../../../infra/environments";
import { approvalsBy } from "../../../infra/github/environments";
import {
  GITHUB_ACTIONS_APP,
  REQUIRED_CHECKS,
  type RequiredCheck,
  reportedNameOf,
} from "../../../infra/github/workflows";
import { beginWait } from "../../api/github/state/waits";
import { present } from "../check";
import type { Stage } from "../stage";
import { REVIEWERS, STARTER } from "./github";

/** Id of the first run; each further one is counted on. */
export const FIRST_RUN = 4711;

/** A commit of a repository, `owner/name`, and the tag that names it, or the branch `main`. */
export interface Commit {
  readonly repository: string;
  readonly commit: string;
  readonly version: string;
}

/** Starts a run of GitHub Actions for a tag, or for `main`: the commit is pushed before it. */
export function startRun(
  { github, clock }: Pick<Stage, "github" | "clock">,
  { repository, commit, version }: Commit,
): Run {
  const { repo } = ownerAndRepo(repository);
  const id = FIRST_RUN + github.state.runs.length;
  const date = clock.now().toISOString();
  const pushed = github.state.repositories.find(({ name }) => name === repo);
  if (!pushed?.commits.some(({ sha }) => sha === commit)) {
    pushed?.commits.push({ sha: commit, message: "feat: a change", author: STARTER, date });
  }
  github.state.runs.push({
    id,
    repository: repo,
    actor: STARTER,
    triggeringActor: STARTER,
    attempt: 1,
    event: "push",
    headBranch: version,
    headSha: commit,
    path: ".github/workflows/release.yml",
    status: "in_progress",
    conclusion: null,
    createdAt: date,
    token: `ghs_run-${id}`,
    permissions: {},
    waitsFor: [],
    reviews: [],
    waits: [],
    ruleAnswers: [],
  });
  return { repository, id, attempt: 1 };
}

/**
 * Reports every required check on a commit, as GitHub Actions does.
 *
 * @param red - the check that fails. @default - all are green
 */
export function reportChecks(
  { github, clock, settings }: Pick<Stage, "github" | "clock" | "settings">,
  { repository, commit }: Pick<Commit, "repository" | "commit">,
  red?: RequiredCheck,
): void {
  const at = clock.now().toISOString();
  const { repo } = ownerAndRepo(repository);
  for (const check of REQUIRED_CHECKS) {
    github.state.checkRuns.push({
      id: 1 + github.state.checkRuns.length,
      repository: repo,
      sha: commit,
      name: reportedNameOf(check, repo, settings.prod.github.repository),
      appId: GITHUB_ACTIONS_APP,
      status: "completed",
      conclusion: check === red ? "failure" : "success",
      startedAt: at,
      completedAt: at,
    });
  }
}

/** Opens a change ticket, as a person does; answers its id, such as `#12`. */
export async function openTicket(
  stage: Pick<Stage, "gitHubUrl" | "clock">,
  repository: string,
): Promise<string> {
  const { number } = await as(stage, STARTER).ask(
    "POST /repos/{owner}/{repo}/issues",
    { ...ownerAndRepo(repository), title: "A change" },
    z.object({ number: z.int() }),
  );
  return `#${number}`;
}

const PENDING = z.array(z.object({ environment: z.object({ id: z.int(), name: z.string() }) }));

/**
 * Approves a run in a GitHub environment that it waits for, from now on at the latest, as a person does on the run's page. An approval
 * that GitHub refuses leaves the run as it was.
 */
export async function approve(
  stage: Pick<Stage, "github" | "gitHubUrl" | "clock">,
  { repository, id }: Pick<Run, "repository" | "id">,
  { environment, login, comment }: { environment: string; login: string; comment: string },
): Promise<void> {
  const run = present(
    "run",
    stage.github.state.runs.find((each) => each.id === id),
  );
  const { waitsFor, waits, status } = run;
  if (!waitsFor.includes(environment)) {
    run.waitsFor = [];
    run.waits = [...waits];
    beginWait(run, environment, stage.clock.now());
  }
  const person = as(stage, login);
  const asked = { ...ownerAndRepo(repository), run_id: id };
  const path = "/repos/{owner}/{repo}/actions/runs/{run_id}/pending_deployments" as const;
  try {
    const pending = await person.ask(`GET ${path}`, asked, PENDING);
    const own = pending.filter((each) => each.environment.name === environment);
    const environment_ids = own.map((each) => each.environment.id);
    const review = { ...asked, environment_ids, state: "approved" as const, comment };
    await person.ask(`POST ${path}`, review, z.unknown());
  } catch (error) {
    Object.assign(run, { waitsFor, waits, status });
    throw error;
  }
}

/** Gives every approval that an environment asks for, each by another person, and names a ticket where it is asked for. */
export async function approveAll(stage: Stage, environment: Environment, run: Run): Promise<void> {
  for (const { name, team } of approvalsBy(environment)) {
    const ticket = environment === "prod" ? await openTicket(stage, run.repository) : "no ticket";
    await approve(stage, run, { environment: name, login: REVIEWERS[team], comment: ticket });
  }
}

function as({ gitHubUrl, clock }: Pick<Stage, "gitHubUrl" | "clock">, login: string) {
  return gitHubClient({ url: gitHubUrl, token: async () => `sandbox-${login}`, clock });
}
