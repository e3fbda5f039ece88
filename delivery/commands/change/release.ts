import type { Environment } from "../../../infra/environments";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import { isNamed } from "../../adapters/aws/errors";
import { parseReleaseText, type Release, releaseId } from "../../decisions/release/release";
import type { Releases } from "../../ports/releases";
import { readTextFile } from "../files";

/** The release that a command line of `nc change` names. */
export interface ChangeRequest {
  readonly workload: string;
  readonly version: string;
  readonly environment: Environment;
  /** Path of the release's manifest. @default - the release is stored where the session may read it */
  readonly manifest?: string | undefined;
}

/** Where releases are stored that a change may bring. */
export interface ReleaseStores {
  /** Of the environment itself: it has a release once it was promoted there. */
  readonly own: Pick<Releases, "find">;
  /** Of the environment from which releases are promoted. @default - there is none before it */
  readonly before?: Pick<Releases, "find"> | undefined;
}

/**
 * The release of a change: by its manifest, else as the environment or the one before has stored it. A change is opened
 * before its release is promoted, so prod may not have it yet.
 *
 * @throws {InvalidInput} if there is none, or the manifest is of another release
 */
export async function releaseOfChange(
  { workload, version, environment, manifest }: ChangeRequest,
  { own, before }: ReleaseStores,
): Promise<Release> {
  const stored =
    (await own.find(workload, version)) ?? (await findIfAllowed(before, workload, version));
  if (manifest !== undefined) return readManifest(manifest, { workload, version }, stored);
  if (stored) return stored;
  const where = before ? `${environment} or the environment before` : environment;
  const want = `a release of ${workload} that is stored in ${where}, or its release.json by --manifest`;
  throw new InvalidInput("the release", [formatProblem("<version>", version, want)]);
}

function readManifest(
  path: string,
  named: Pick<Release, "workload" | "version">,
  stored: Release | undefined,
): Release {
  const release = parseReleaseText(readTextFile("--manifest", path), path);
  const { workload, version } = release;
  const problems = [
    ...(workload === named.workload ? [] : [formatProblem("workload", workload, named.workload)]),
    ...(version === named.version ? [] : [formatProblem("version", version, named.version)]),
    ...(stored === undefined || releaseId(stored) === releaseId(release)
      ? []
      : [formatProblem("identity", releaseId(release), `${releaseId(stored)}, which is stored`)]),
  ];
  if (problems.length > 0) throw new InvalidInput(path, problems);
  return release;
}

/** Who opens a change in one account need not be one who reads another's bucket. */
async function findIfAllowed(
  releases: Pick<Releases, "find"> | undefined,
  workload: string,
  version: string,
): Promise<Release | undefined> {
  try {
    return await releases?.find(workload, version);
  } catch (error) {
    if (isNamed(error, "AccessDenied")) return undefined;
    throw error;
  }
}
