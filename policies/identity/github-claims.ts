import { planEnvironmentOf, publishEnvironmentOf } from "../../infra/github/environments";
import { DELIVERY_WORKFLOWS } from "../../infra/github/workflows";
import { PLATFORM_DEPLOY_ROLE, PREVIEW_ROLE } from "../../infra/naming/platform-names";
import type { Settings } from "../../infra/settings/parse";
import { mustEqual, type Statement } from "../support/iam";

/** Issuer of GitHub's tokens: what a role's federated principal ends with, and every claim's prefix. */
export const ISSUER = "token.actions.githubusercontent.com";

const SUBJECT =
  /^repo:(?<owner>[\w.-]+)(@(?<ownerId>\d+))?\/(?<name>[\w.-]+)(@(?<nameId>\d+))?:(?<context>environment:[\w-]+|pull_request|ref:refs\/heads\/main)$/;

/** What a run may be of, by environment: a condition on the full ref (CI/CL-002 §11). */
const REFS = {
  dev: ["StringEquals", "refs/heads/main"],
  stg: ["StringLike", "refs/tags/v*"],
  prod: ["StringLike", "refs/tags/v*"],
} as const;

/** The merge of a pull request, which alone is previewed. */
const MERGE = ["StringLike", "refs/pull/*/merge"] as const;

/** Main, of which alone drift is looked for. */
const MAIN = ["StringEquals", DELIVERY_WORKFLOWS.ref] as const;

/** Name of the role that looks for drift. */
const DRIFT_ROLE = /^nc-platform-(dev|stg|prod)-drift$/;

/** Name of the role that plans a Terraform stack. */
const PLAN_ROLE = /^nc-[a-z0-9-]+-(dev|stg|prod)-gha-plan-role$/;

/** Name of the role that publishes a workload's releases. */
const PUBLISH_ROLE = /^nc-[a-z0-9-]+-stg-gha-publish-role$/;

/** What is wrong with a statement that lets GitHub's jobs assume the role `role`. */
export function* claimProblems(
  statement: Statement,
  role: unknown,
  settings: Settings,
): Iterable<string> {
  const { environment, github } = settings;
  const claim = (name: string) => mustEqual(statement, `${ISSUER}:${name}`);
  if (!statement.allows) yield "denies GitHub, which pins nothing: say whom it allows";
  if (statement.inverted.length > 0) yield `uses ${statement.inverted}: name whom it allows`;
  for (const { operator, key } of statement.tests) {
    if (key === `${ISSUER}:ref` && operator === "StringLike") continue;
    if (operator !== "StringEquals") yield `tests ${key} with ${operator}: use StringEquals`;
  }
  if (claim("aud").join() !== "sts.amazonaws.com") {
    yield `accepts the audience ${shown(claim("aud"))}: set aud to "sts.amazonaws.com"`;
  }

  const subjects = claim("sub").map((each) => SUBJECT.exec(each)?.groups);
  const pulls = subjects.some((each) => each?.context === "pull_request");
  const { contexts, job, workflow, platformOnly, ref } = wantedOf(role, pulls, settings);
  const ids = claim("repository_id");
  if (subjects.length === 0) yield `accepts any subject: set sub to ${wanted(contexts, settings)}`;
  for (const [index, subject] of claim("sub").entries()) {
    if (isPinned(subjects[index], contexts, ids, settings)) continue;
    yield `accepts the subject ${subject}: set sub to ${wanted(contexts, settings)}`;
  }
  if (new Set(subjects.map((each) => each?.name)).size > 1) {
    yield "accepts several repositories: make a role for each";
  }
  if (ids.length !== 1 || !/^\d+$/.test(ids.join())) {
    yield `accepts the repository ids ${shown(ids)}: set repository_id to one number`;
  }
  const ordinary = pulls && contexts.includes("pull_request") ? MERGE : REFS[environment];
  yield* refProblems(statement, ref ?? ordinary);
  if (workflow !== undefined) yield* workflowProblems(claim("job_workflow_ref"), workflow, github);
  if (job !== undefined && claim("environment").join() !== job) {
    yield `accepts the environment ${shown(claim("environment"))}: set environment to "${job}"`;
  }
  if (!platformOnly) return;
  const own = subjects.every((each) => each?.name === github.repository);
  if (own && ids.join() === `${github.repositoryId}`) return;
  const what = role === PREVIEW_ROLE ? `${PREVIEW_ROLE}'s, for pull requests of` : "for";
  yield `is ${what} ${github.repository} alone: name no other`;
}

/** What a role that GitHub assumes is for. */
interface Wanted {
  /** Last part of the subject, any of these. */
  readonly contexts: readonly string[];
  /** The GitHub environment of the job. @default - not asked for */
  readonly job?: string | undefined;
  /** File of the platform's reusable workflow. @default - any workflow */
  readonly workflow?: string | undefined;
  /** Whether the platform's own repository alone may assume it. */
  readonly platformOnly: boolean;
  /** What the run has to be of. @default - what may be deployed in the environment, or a pull request's merge */
  readonly ref?: typeof MAIN;
}

/** @param pulls - whether the statement is for pull requests, where the role may have one */
function wantedOf(role: unknown, pulls: boolean, settings: Settings): Wanted {
  const { environment } = settings;
  const { apply, drift, plan, promote, release, terraform } = DELIVERY_WORKFLOWS;
  const planned = planEnvironmentOf(settings)?.name;
  if (role === PREVIEW_ROLE) {
    return {
      contexts: ["pull_request", ...(planned ? [`environment:${planned}`] : [])],
      workflow: pulls ? undefined : plan,
      platformOnly: true,
    };
  }
  if (DRIFT_ROLE.test(String(role))) {
    return { contexts: [`ref:${MAIN[1]}`], workflow: drift, platformOnly: true, ref: MAIN };
  }
  if (PLAN_ROLE.test(String(role))) {
    // Of a Terraform stack: a pull request is planned in dev, a release where it is to be approved.
    return {
      contexts: [planned ? `environment:${planned}` : "pull_request"],
      job: planned,
      workflow: terraform,
      platformOnly: false,
    };
  }
  const publishes = publishEnvironmentOf(settings)?.name;
  if (publishes !== undefined && PUBLISH_ROLE.test(String(role))) {
    return {
      contexts: [`environment:${publishes}`],
      job: publishes,
      workflow: release,
      platformOnly: false,
    };
  }
  const own = role === PLATFORM_DEPLOY_ROLE;
  return {
    contexts: [`environment:${environment}`],
    job: environment,
    // A workload's own workflow delivers it to dev, where nothing is approved.
    workflow: own ? apply : environment === "dev" ? undefined : promote,
    platformOnly: false,
  };
}

function* workflowProblems(
  refs: readonly string[],
  file: string,
  { organization, repository }: Settings["github"],
): Iterable<string> {
  const want = `${organization}/${repository}/.github/workflows/${file}@refs/heads/main`;
  if (refs.join() === want) return;
  yield `accepts the workflow ${shown(refs)}: set job_workflow_ref to "${want}"`;
}

function* refProblems(
  { tests }: Statement,
  [operator, want]: readonly ["StringEquals" | "StringLike", string],
): Iterable<string> {
  const given = tests.filter((each) => each.key === `${ISSUER}:ref`);
  const [first, ...others] = given;
  if (first?.operator === operator && first.values.join() === want && others.length === 0) return;
  const is = given.flatMap((each) => each.values);
  yield `accepts the refs ${shown(is)}: set ref to "${want}", with ${operator}`;
}

/** Whether a subject is of our organization, in either of GitHub's formats, and of a context. */
function isPinned(
  subject: Readonly<Record<string, string | undefined>> | undefined,
  contexts: readonly string[],
  ids: readonly string[],
  { github }: Settings,
): boolean {
  if (subject?.owner !== github.organization) return false;
  if (!contexts.includes(subject.context ?? "")) return false;
  const { ownerId, nameId } = subject;
  if (ownerId === undefined && nameId === undefined) return true;
  return ownerId === `${github.organizationId}` && nameId !== undefined && ids.includes(nameId);
}

function wanted([context]: readonly string[], { github }: Settings): string {
  return `"repo:${github.organization}/<repository>:${context}", and the same with ids`;
}

function shown(values: readonly string[]): string {
  return values.join(", ") || "any";
}
