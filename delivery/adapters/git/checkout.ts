import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { formatProblem, InvalidInput } from "../../../infra/problems";

const execute = promisify(execFile);

/**
 * Checks that a folder is a clean checkout of a commit, so that what is said of the commit is true of the files.
 *
 * @param commit - its full id, 40 hex digits
 * @throws {InvalidInput} if it is at another commit, or has files that are not committed
 */
export async function checkCheckout(folder: string, commit: string): Promise<void> {
  const git = async (...words: string[]) => {
    const { stdout } = await execute("git", ["-C", folder, ...words]).catch((error: Error) => {
      const [first = error.message] = (Reflect.get(error, "stderr") || error.message).split("\n");
      throw new InvalidInput("the checkout", [
        formatProblem("folder", folder, `a checkout: ${first}`),
      ]);
    });
    return stdout.trim();
  };
  const head = await git("rev-parse", "HEAD");
  const changed = await git("status", "--porcelain");
  const problems = [
    ...(head === commit ? [] : [formatProblem("commit", head, commit)]),
    ...(changed === "" ? [] : [formatProblem("changed files", changed.split("\n").length, "none")]),
  ];
  if (problems.length > 0) throw new InvalidInput(`the checkout in ${folder}`, problems);
}
