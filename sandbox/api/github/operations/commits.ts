import { repositoryNamed } from "../answers/find";
import { notFound } from "../github-error";
import { complete } from "../openapi/complete";
import { type Operation, operation, pageOf } from "../operation";
import type { Repository } from "../state/state";

type Commit = Repository["commits"][number];

/** The commits of one line of history, and their comparison. */
export const COMMITS: readonly Operation[] = [
  operation(
    "GET /repos/{owner}/{repo}/commits",
    { name: "contents", level: "read" },
    (input, { github }) => {
      const { commits, refs } = repositoryNamed(github, input.repo);
      const last = input.sha === undefined ? commits.at(-1)?.sha : (refs[input.sha] ?? input.sha);
      const until = commits.findIndex(({ sha }) => sha === last);
      if (until < 0) throw notFound();
      const { path } = input;
      const found = commits
        .slice(0, until + 1)
        .filter(({ paths }) => path === undefined || paths?.includes(path));
      return { status: 200, body: pageOf(found.toReversed(), input).map(shown) };
    },
  ),
  operation(
    "GET /repos/{owner}/{repo}/compare/{basehead}",
    { name: "contents", level: "read" },
    (input, { github }) => {
      const { commits, refs } = repositoryNamed(github, input.repo);
      const at = (name: string) => {
        const short = name.replace(/^refs\/(heads|tags)\//, "");
        return commits.findIndex(({ sha }) => sha === (refs[short] ?? name));
      };
      const [base, head] = input.basehead.split("...").map(at);
      const from = commits[base ?? -1];
      if (base === undefined || head === undefined || !from || !commits[head]) throw notFound();
      const ahead = commits.slice(base + 1, head + 1);
      const behind = Math.max(0, base - head);
      const word = head === base ? "identical" : head > base ? "ahead" : "behind";
      const body = complete("commit-comparison", {
        status: word,
        ahead_by: ahead.length,
        behind_by: behind,
        total_commits: ahead.length,
        base_commit: shown(from),
        merge_base_commit: shown(commits[Math.min(base, head)] ?? from),
        commits: pageOf(ahead, input).map(shown),
      });
      return { status: 200, body };
    },
  ),
];

function shown({ sha, message, author, date }: Commit) {
  const person = { name: author, email: `${author}@example.com`, date };
  return complete("commit", {
    sha,
    commit: {
      url: "https://api.github.com/",
      author: person,
      committer: person,
      message,
      comment_count: 0,
      tree: { sha, url: "https://api.github.com/" },
    },
    parents: [],
  });
}
