import { formatProblem } from "../../../infra/problems";
import { compareVersions, isVersion } from "../release/version";
import type { StatementFinding } from "./statement";

/** The line that says which release was the last to use what a migration takes away. */
const UNUSED_SINCE = /^-- unused since (v\S+)\s*$/m;

/** A file that takes something away. */
export interface ContractFile {
  readonly path: string;
  readonly text: string;
}

/**
 * What of the contract half of "expand and contract" comes too early, a line each (CI/CL-002 §8). Old and new code run
 * together for as long as a canary takes, so that a shape may go only when the release that stopped using it is
 * everywhere: promoted into prod, with its canary over. A file that takes something away names that release:
 * `-- unused since v1.3.0`.
 *
 * @param destructive - what the new files take away
 * @param files - the new files
 * @param everywhere - the newest release whose promotion into prod has ended. @default - none
 */
export function contractStepProblems(
  destructive: readonly StatementFinding[],
  files: readonly ContractFile[],
  everywhere: string | undefined,
): string[] {
  const paths = [...new Set(destructive.map(({ file }) => file))];
  return paths.flatMap((path) => {
    const text = files.find((each) => each.path === path)?.text ?? "";
    const since = UNUSED_SINCE.exec(text)?.[1];
    if (since === undefined || !isVersion(since)) {
      const want =
        'a line such as "-- unused since v1.3.0", the release that no longer uses what it takes away';
      return [formatProblem(`"-- unused since" of ${path}`, since, want)];
    }
    if (everywhere !== undefined && compareVersions(since, everywhere) <= 0) return [];
    const want = `a release that is everywhere: ${everywhere ?? "none"} is the newest in prod whose canary is over`;
    return [formatProblem(`release of ${path}`, since, want)];
  });
}
