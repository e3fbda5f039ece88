import { isDeepStrictEqual } from "node:util";
import type { Environment } from "../../../infra/environments";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import type { Session } from "../../cli/verb";
import { type Release, releaseId } from "../../decisions/release/release";
import { PROMOTED_INTO, type ReleaseKind } from "../../decisions/release/release-kind";
import { parseEvent } from "../../ledger/events";
import { accountOf } from "../account";
import { writerOf } from "../writer";

/**
 * Whether two releases differ in nothing but the attempt of their run: the next one makes the same artifacts, and attests to
 * them, and stores them, once more.
 */
function isOfSameRun(stored: Release, made: Release): boolean {
  return isDeepStrictEqual(withoutAttempt(stored), withoutAttempt(made));
}

function withoutAttempt({ run, artifacts, ...others }: Release) {
  const bytes = artifacts.map(({ type, ...each }) =>
    "digest" in each ? [type, each.digest] : [type, each.sha256],
  );
  return { ...others, run: run.id, bytes };
}

/** A release that an environment may have, and the account of that environment. */
export interface Storable {
  readonly release: Release;
  readonly environment: Environment;
  readonly account: ReturnType<typeof accountOf>;
}

/**
 * Checks that a release can be stored in an environment, and changes nothing. What an earlier attempt of the same run has
 * stored is the release.
 *
 * @throws {InvalidInput} that lists every problem
 */
export async function storable(
  release: Release,
  kind: ReleaseKind,
  environment: Environment,
  session: Session,
): Promise<Storable> {
  const { workload, version } = release;
  const subject = `${workload} ${version} in ${environment}`;
  const allowed: readonly Environment[] = PROMOTED_INTO[kind];
  if (!allowed.includes(environment)) {
    const want = `${allowed.join(" or ")}, where a ${kind} goes`;
    throw new InvalidInput(subject, [formatProblem("--environment", environment, want)]);
  }
  const account = accountOf(environment, session);
  const contract = await account.contracts.of(workload);
  if (contract.kind !== release.kind) {
    const want = `${contract.kind}, as the platform has applied it in ${environment}`;
    throw new InvalidInput(subject, [formatProblem("kind", release.kind, want)]);
  }
  const stored = await account.releases.find(workload, version);
  // An attempt that died after it had stored the release: the next one goes on with that.
  if (stored && isOfSameRun(stored, release)) return { release: stored, environment, account };
  if (stored && releaseId(stored) !== releaseId(release)) {
    const want = `${releaseId(stored)}, which is ${version} already`;
    throw new InvalidInput(subject, [formatProblem("identity", releaseId(release), want)]);
  }
  return { release, environment, account };
}

/** Stores a release, and records in the ledger that it was made. */
export async function store({ release, environment, account }: Storable, session: Session) {
  const { app, workload, version, commit, taggedAt } = release;
  await account.releases.put(release);
  const ledger = await account.ledger();
  const event = parseEvent({
    type: "release-made",
    at: session.now().toISOString(),
    environment,
    app,
    workload,
    writer: writerOf(session),
    release: releaseId(release),
    version,
    commit,
    taggedAt,
  });
  await ledger.record(event);
}
