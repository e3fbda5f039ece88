import { z } from "zod";
import { CODE_OWNERS_FILES } from "../../decisions/migrations/code-owners";
import type { CodeReviews } from "../../ports/code-reviews";
import type { GitHubClient } from "./client";
import { everyPage, PAGE } from "./pages";
import { ownerAndRepo } from "./repository";
import { isMember } from "./teams";

/** Part of GitHub's answer to "List commits" that is used. */
const COMMITS = z.array(z.object({ sha: z.string() }));

/** Part of GitHub's answer to "List pull requests associated with a commit" that is used. */
const PULLS = z.array(
  z.object({
    number: z.int(),
    merged_at: z.string().nullable(),
    user: z.object({ login: z.string() }),
    head: z.object({ sha: z.string() }),
  }),
);

/** Part of GitHub's answer to "List reviews for a pull request" that is used; the oldest is first. */
const REVIEWS = z.array(
  z.object({
    state: z.string(),
    commit_id: z.string().nullable(),
    user: z.object({ login: z.string() }).nullable(),
  }),
);

/** Part of GitHub's answer to "Get repository content" that is used, of a file of at most 1 MB. */
const FILE = z.object({
  type: z.literal("file"),
  encoding: z.literal("base64"),
  content: z.string(),
});

/** Reviews of pull requests on GitHub. */
export function gitHubCodeReviews(client: GitHubClient): CodeReviews {
  return {
    async approversOf({ repository, commit, path }, team) {
      const { owner, repo } = ownerAndRepo(repository);
      const [change] = await client.ask(
        "GET /repos/{owner}/{repo}/commits",
        { owner, repo, sha: commit, path, per_page: 1 },
        COMMITS,
      );
      if (change === undefined) return [];
      const pulls = await client.ask(
        "GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls",
        { owner, repo, commit_sha: change.sha },
        PULLS,
      );
      const approvers = new Set<string>();
      for (const pull of pulls.filter(({ merged_at }) => merged_at !== null)) {
        const reviews = await everyPage((page) =>
          client.ask(
            "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews",
            { owner, repo, pull_number: pull.number, per_page: PAGE, page },
            REVIEWS,
          ),
        );
        // A comment takes no approval back; a request for changes and a dismissal do.
        const decided = reviews.filter(({ state }) => state !== "COMMENTED" && state !== "PENDING");
        const newest = new Map(decided.map((each) => [each.user?.login, each]));
        for (const [login, { state, commit_id }] of newest) {
          if (login === undefined || login === pull.user.login) continue;
          if (state !== "APPROVED" || commit_id !== pull.head.sha) continue;
          if (await isMember(client, { org: owner, team, login })) approvers.add(login);
        }
      }
      return [...approvers].sort();
    },

    async codeOwners({ repository, commit }) {
      for (const path of CODE_OWNERS_FILES) {
        const asked = { ...ownerAndRepo(repository), path, ref: commit };
        const found = await client.find("GET /repos/{owner}/{repo}/contents/{path}", asked, FILE);
        if (found === undefined) continue;
        return { path, text: Buffer.from(found.content, "base64").toString("utf8") };
      }
      return undefined;
    },
  };
}
