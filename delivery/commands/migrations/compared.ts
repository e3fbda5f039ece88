import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Environment } from "../../../infra/environments";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import { git } from "../../adapters/git/git";
import type { Session } from "../../cli/verb";
import type { MigrationsOf } from "../../decisions/migrations/forward-only";
import { parseReleaseText, type Release } from "../../decisions/release/release";
import { lastDeployedRelease } from "../../ledger/last-deployed";
import { releaseEverywhere } from "../../ledger/release-everywhere";
import { accountOf } from "../account";

/** What the migrations of a release are compared with. */
export interface Compared {
  /** Migrations that are there already. @default - there are none, and all files are new */
  readonly before?: MigrationsOf | undefined;
  /** The release that is everywhere in the environment. @default - none is known */
  readonly everywhere?: string | undefined;
}

/** Who is asked, of which at most one is given. */
export interface CompareWith {
  /** Its ledger says which release was deployed last, and its store what that migrates. */
  readonly environment?: Environment | undefined;
  /** File with the manifest of the release before. */
  readonly before?: string | undefined;
  /** A revision of git. */
  readonly since?: string | undefined;
}

/** The migrations that are compared. */
interface Subject {
  readonly workload: string;
  /** Version of the release that is made. */
  readonly release: string;
  /** Folder of the migrations, in the clone. */
  readonly folder: string;
  /** Folder of the clone. */
  readonly checkout: string;
}

/**
 * What the migrations of a workload are compared with.
 *
 * @throws {InvalidInput} if more than one is given, or it cannot be read
 */
export async function comparedWith(
  { environment, before, since }: CompareWith,
  { workload, folder, checkout, release }: Subject,
  session: Session,
): Promise<Compared> {
  const given = Object.entries({ environment, before, since }).filter(([, value]) => value);
  if (given.length > 1) {
    const names = given.map(([name]) => `--${name}`);
    const problem = formatProblem("options", names, "one of them: each says what was there before");
    throw new InvalidInput("nc migrations check", [problem]);
  }
  if (since !== undefined) return { before: await migrationsAt(since, folder, checkout) };
  if (before !== undefined) return { before: migrationsOf(await releaseIn(before)) };
  if (environment === undefined) return {};
  const account = accountOf(environment, session);
  const events = await (await account.ledger()).eventsOf(workload);
  const version = lastDeployedRelease(events, release);
  const last = version && (await account.releases.find(workload, version));
  return {
    everywhere: releaseEverywhere(events),
    before: last ? migrationsOf(last) : undefined,
  };
}

function migrationsOf({ version, migrations }: Release): MigrationsOf {
  return { version, files: migrations?.files ?? [] };
}

async function releaseIn(path: string): Promise<Release> {
  const text = await readFile(path, "utf8").catch(() => {
    throw new InvalidInput("nc migrations check", [formatProblem("before", path, "a file")]);
  });
  return parseReleaseText(text, path);
}

/** The files of a folder at a revision. */
async function migrationsAt(
  revision: string,
  folder: string,
  checkout: string,
): Promise<MigrationsOf> {
  const words = ["ls-tree", "--name-only", "-z", "--end-of-options", revision, "--", `${folder}/`];
  const paths = (await git(checkout, words)).split("\0").filter((path) => path.endsWith(".sql"));
  const files = paths.map(async (path) => {
    const text = await git(checkout, ["show", "--end-of-options", `${revision}:${path}`]);
    return { path, sha256: createHash("sha256").update(text).digest("hex") };
  });
  return { version: revision, files: await Promise.all(files) };
}
