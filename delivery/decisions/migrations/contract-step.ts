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
 * Files that take something away and do not say since when it is unused, a line each. A file names the release that
 * stopped using it: `-- unused since v1.3.0`.
 *
 * @param destructive - what the new files take away
 * @param files - the new files
 */
export function undatedProblems(
  destructive: readonly StatementFinding[],
  files: readonly ContractFile[],
): string[] {
  const want =
    'a line such as "-- unused since v1.3.0", the release that no longer uses what it takes away';
  return contractFiles(destructive, files)
    .filter(({ since }) => since === undefined || !isVersion(since))
    .map(({ path, since }) => formatProblem(`"-- unused since" of ${path}`, since, want));
}

/**
 * What of the contract half of "expand and contract" comes too early, a line each (CI/CL-002 §8). Old and new code run
 * together for as long as a canary takes, so that a shape may go only when the release that stopped using it is
 * everywhere: promoted, with its canary over.
 *
 * @param destructive - what the new files take away
 * @param files - the new files
 * @param everywhere - the release that is everywhere in the environment, by its ledger. @default - none
 */
export function tooEarlyProblems(
  destructive: readonly StatementFinding[],
  files: readonly ContractFile[],
  everywhere: string | undefined,
): string[] {
  return contractFiles(destructive, files).flatMap(({ path, since }) =>
    since === undefined || !isVersion(since) || isEverywhere(since, everywhere)
      ? []
      : [tooEarly(path, since, everywhere)],
  );
}

/** Each file that takes something away, with what it says of since when. */
function contractFiles(
  destructive: readonly StatementFinding[],
  files: readonly ContractFile[],
): { readonly path: string; readonly since: string | undefined }[] {
  const paths = [...new Set(destructive.map(({ file }) => file))];
  return paths.map((path) => ({
    path,
    since: unusedSince(files.find((each) => each.path === path)?.text ?? ""),
  }));
}

/** The release that a file says was the last to use what it takes away, unchecked; nothing where it says none. */
export function unusedSince(text: string): string | undefined {
  return UNUSED_SINCE.exec(text)?.[1];
}

/** Whether no code from before `since` runs any more where `everywhere` is. */
export function isEverywhere(since: string, everywhere: string | undefined): boolean {
  return everywhere !== undefined && compareVersions(since, everywhere) <= 0;
}

/** The line that refuses a contract step whose release is not everywhere. */
export function tooEarly(path: string, since: string, everywhere: string | undefined): string {
  const want = `a release that is everywhere: ${everywhere ?? "none"} is the last whose canary is over, by the ledger`;
  return formatProblem(`release of ${path}`, since, want);
}
