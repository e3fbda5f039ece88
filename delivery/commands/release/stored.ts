import { formatProblem, InvalidInput } from "../../../infra/problems";
import type { Release } from "../../decisions/release/release";
import type { Releases } from "../../ports/releases";

/**
 * A release that a command line names.
 *
 * @throws {InvalidInput} if there is none
 */
export async function storedRelease(
  releases: Releases,
  workload: string,
  version: string,
): Promise<Release> {
  const found = await releases.find(workload, version);
  if (found) return found;
  const want = `a release of ${workload} that is stored in the environment`;
  throw new InvalidInput("the release", [formatProblem("<version>", version, want)]);
}
