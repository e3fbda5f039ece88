import { formatProblem, InvalidInput } from "../../../infra/problems";
import { bumpBetween, compareVersions } from "../release/version";
import type { ConventionalCommit } from "./commits";

/** Which part of a version grows, the smallest first. */
const BUMPS = ["patch", "minor", "major"] as const;

/** One of {@link BUMPS}. */
type Bump = (typeof BUMPS)[number];

/**
 * What the commits ask for (Conventional Commits 1.0.0): a break a major version, a feature a minor one, and all
 * else a patch. Below 1.0.0 a break asks for a minor one, as anything may change there (SemVer 2.0.0, section 4).
 *
 * @param previous - tag of the release before
 */
function bumpAskedFor(commits: readonly ConventionalCommit[], previous: string): Bump {
  if (commits.some(({ breaking }) => breaking.length > 0)) {
    return compareVersions(previous, "v1.0.0") < 0 ? "minor" : "major";
  }
  return commits.some(({ type }) => type === "feat") ? "minor" : "patch";
}

/**
 * Checks a tag against the commits since the release before it: a larger bump than they ask for is fine, a
 * smaller one is not.
 *
 * @throws {InvalidInput} that says which commits ask for more
 */
export function checkBump(
  previous: string,
  tag: string,
  commits: readonly ConventionalCommit[],
): void {
  const want = wantedInstead(previous, tag, commits);
  if (want !== undefined)
    throw new InvalidInput("the release", [formatProblem("version", tag, want)]);
}

function wantedInstead(
  previous: string,
  tag: string,
  commits: readonly ConventionalCommit[],
): string | undefined {
  const bump = bumpBetween(previous, tag);
  if (bump === undefined || compareVersions(tag, previous) < 0) {
    return `a version after ${previous}`;
  }
  const asked = bumpAskedFor(commits, previous);
  if (BUMPS.indexOf(bump) >= BUMPS.indexOf(asked)) return undefined;
  const reasons = commits
    .filter((each) => bumpAskedFor([each], previous) === asked)
    .map(({ id, subject }) => `${id.slice(0, 7)} ${subject}`);
  return `a ${asked} version after ${previous}, as commits ask for it: ${reasons.join("; ")}`;
}
