import { z } from "zod";
import { parseJsonText } from "../../../infra/json-text";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import { parseOptions } from "../../cli/options";
import type { Session } from "../../cli/verb";
import type { Origin } from "../../decisions/release/build";
import { release } from "../../decisions/release/release";
import { buildVersion, gitRef } from "../../decisions/release/release-kind";
import { readTextFile } from "../files";

const option = (description: string) => z.string().optional().meta({ description });

/** Options that say where a release comes from. Each has a default, which GitHub Actions gives. */
export const originOptions = {
  ref: option("the git ref that was built, in full; GITHUB_REF"),
  commit: option("full id of the commit; GITHUB_SHA"),
  repository: option("owner/name of its repository; GITHUB_REPOSITORY"),
  repositoryId: option("GitHub's id of the repository; GITHUB_REPOSITORY_ID"),
  runId: option("id of the workflow run; GITHUB_RUN_ID"),
  runAttempt: option("its attempt; GITHUB_RUN_ATTEMPT"),
  startedBy: option("login of who started that attempt; GITHUB_TRIGGERING_ACTOR"),
  taggedAt: option("when the tag was pushed, in UTC; of the push in GITHUB_EVENT_PATH"),
} as const;

const id = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, "a whole number above 0")
  .transform(Number);

const origin = z.strictObject({
  ref: gitRef,
  commit: release.shape.commit,
  repository: release.shape.repository,
  repositoryId: id,
  runId: id,
  runAttempt: id,
  startedBy: release.shape.run.shape.startedBy,
  taggedAt: release.shape.taggedAt,
} satisfies Record<keyof typeof originOptions, z.ZodType>);

/** The event of a push: when GitHub received it, in seconds since 1970 (GitHub docs, "Webhook events": push). */
const push = z.object({ repository: z.object({ pushed_at: z.int().positive() }) });

/**
 * Where a release comes from, by the options, and else by what GitHub Actions gives.
 *
 * @throws {InvalidInput} that lists every problem, by option
 */
export function originOf(
  given: Readonly<{ [Name in keyof typeof originOptions]?: string | undefined }>,
  { env }: Pick<Session, "env">,
): Origin {
  const values = {
    ref: given.ref ?? env.GITHUB_REF,
    commit: given.commit ?? env.GITHUB_SHA,
    repository: given.repository ?? env.GITHUB_REPOSITORY,
    repositoryId: given.repositoryId ?? env.GITHUB_REPOSITORY_ID,
    runId: given.runId ?? env.GITHUB_RUN_ID,
    runAttempt: given.runAttempt ?? env.GITHUB_RUN_ATTEMPT,
    startedBy: given.startedBy ?? env.GITHUB_TRIGGERING_ACTOR,
    taggedAt: given.taggedAt ?? pushedAt(env.GITHUB_EVENT_PATH),
  };
  const read = parseOptions(origin, values, "where the release comes from");
  const { runId, runAttempt, startedBy, ...rest } = read;
  return { ...rest, run: { id: runId, attempt: runAttempt, startedBy } };
}

/**
 * The version of what a run of GitHub Actions builds, by its variables.
 *
 * @throws {InvalidInput} that lists what is missing or wrong
 */
export function versionOfRun({ env }: Pick<Session, "env">): string {
  const { GITHUB_REF: ref, GITHUB_RUN_ID: runId, GITHUB_RUN_ATTEMPT: runAttempt } = env;
  const fields = origin.pick({ ref: true, runId: true, runAttempt: true });
  const read = parseOptions(fields, { ref, runId, runAttempt }, "where the release comes from");
  const version = buildVersion(read.ref, { id: read.runId, attempt: read.runAttempt });
  if (version !== undefined) return version;
  const want = "main, or a SemVer tag: a branch is built only";
  throw new InvalidInput("the release", [formatProblem("GITHUB_REF", ref, want)]);
}

/** When the push was received that a run's event is; nothing where it is another event. */
function pushedAt(path: string | undefined): string | undefined {
  if (!path) return undefined;
  const text = readTextFile("GITHUB_EVENT_PATH", path);
  const event = push.safeParse(parseJsonText(text, "GITHUB_EVENT_PATH"));
  return event.success ? new Date(event.data.repository.pushed_at * 1000).toISOString() : undefined;
}
