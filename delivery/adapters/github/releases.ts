import { z } from "zod";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import type { PublishedRelease, ReleasePages } from "../../ports/release-pages";
import type { GitHubClient } from "./client";
import { ownerAndRepo } from "./repository";

const RELEASE = z.object({ id: z.int(), html_url: z.string() });

/** Part of GitHub's answer to "Compare two commits" that is used. */
const COMPARISON = z.object({ status: z.enum(["ahead", "behind", "diverged", "identical"]) });

/** GitHub releases with their notes. A tag is never made: a release is of one that is there. */
export function gitHubReleases(client: GitHubClient): ReleasePages {
  return {
    async publish({ repository, tag, commit, notes, isPreRelease }) {
      const parts = ownerAndRepo(repository);
      await checkTag(client, { repository, tag, commit });
      const shown = { name: tag, body: notes, prerelease: isPreRelease };
      const there = await client.find(
        "GET /repos/{owner}/{repo}/releases/tags/{tag}",
        { ...parts, tag },
        RELEASE,
      );
      const published = there
        ? await client.ask(
            "PATCH /repos/{owner}/{repo}/releases/{release_id}",
            { ...parts, ...shown, release_id: there.id },
            RELEASE,
          )
        : await client.ask(
            "POST /repos/{owner}/{repo}/releases",
            { ...parts, ...shown, tag_name: tag },
            RELEASE,
          );
      return published.html_url;
    },
  };
}

/** GitHub makes a missing tag of its own accord, so that it is there is asked first. */
async function checkTag(
  client: GitHubClient,
  { repository, tag, commit }: Pick<PublishedRelease, "repository" | "tag" | "commit">,
): Promise<void> {
  const compared = await client.find(
    "GET /repos/{owner}/{repo}/compare/{basehead}",
    { ...ownerAndRepo(repository), basehead: `${commit}...refs/tags/${tag}` },
    COMPARISON,
  );
  if (compared?.status === "identical") return;
  const want = `a tag of ${repository} at ${commit}`;
  throw new InvalidInput("GitHub", [formatProblem("tag", tag, want)]);
}
