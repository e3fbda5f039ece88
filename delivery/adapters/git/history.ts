import { formatProblem, InvalidInput } from "../../../infra/problems";
import { previousRelease } from "../../decisions/changelog/previous";
import type { History } from "../../ports/history";
import { git as runGit } from "./git";

/**
 * The history in a checkout of a workload's repository, with all its commits and tags: `actions/checkout` with
 * `fetch-depth: 0`.
 *
 * @param folder - of the checkout
 * @param signal - ends git with the command
 */
export function gitHistory(folder: string, signal: AbortSignal): History {
  const git = (...words: readonly string[]) => runGit(folder, words, signal);
  return {
    async changesOf(version) {
      const shallow = await git("rev-parse", "--is-shallow-repository");
      if (shallow.trim() !== "false") {
        const want = "all commits and tags: fetch-depth: 0 of actions/checkout";
        throw new InvalidInput("the history", [formatProblem("checkout", "shallow", want)]);
      }
      const tags = async (...which: readonly string[]) => {
        const format = "--format=%(refname:strip=2)";
        return lines(await git("for-each-ref", format, ...which, "refs/tags"));
      };
      if (!(await tags()).includes(version)) {
        throw new InvalidInput("the history", [
          formatProblem("version", version, `a tag of the checkout in ${folder}`),
        ]);
      }
      const tag = `refs/tags/${version}`;
      const commit = (await git("rev-parse", "--verify", `${tag}^{commit}`)).trim();
      const previous = previousRelease(version, await tags(`--merged=${commit}`));
      const range = previous === undefined ? tag : `refs/tags/${previous}..${tag}`;
      // Full ids and whole messages, whatever the user's own configuration of git says.
      const log = await git(
        "log",
        "-z",
        "--no-merges",
        "--no-show-signature",
        "--no-color",
        "--encoding=UTF-8",
        "--format=tformat:%H%n%B",
        range,
        "--",
      );
      return { commit, previous, commits: log.split("\0").filter(Boolean).map(commitOf) };
    },
  };
}

/** A commit as `git log` shows it: its id, and below it its message. */
function commitOf(text: string) {
  const end = text.indexOf("\n");
  return { id: text.slice(0, end), message: text.slice(end + 1) };
}

function lines(text: string): string[] {
  return text.split("\n").filter(Boolean);
}
