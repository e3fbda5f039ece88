import { formatProblem, InvalidInput } from "../../../infra/problems";
import { git } from "./git";

/**
 * Checks that a folder is a clean checkout of a commit, so that what is said of the commit is true of the files.
 *
 * @param commit - its full id, 40 hex digits
 * @throws {InvalidInput} if it is at another commit, or has files that are not committed
 */
export async function checkCheckout(folder: string, commit: string): Promise<void> {
  const head = (await git(folder, ["rev-parse", "HEAD"])).trim();
  const changed = (await git(folder, ["status", "--porcelain"])).trim();
  const problems = [
    ...(head === commit ? [] : [formatProblem("commit", head, commit)]),
    ...(changed === "" ? [] : [formatProblem("changed files", changed.split("\n").length, "none")]),
  ];
  if (problems.length > 0) throw new InvalidInput(`the checkout in ${folder}`, problems);
}
