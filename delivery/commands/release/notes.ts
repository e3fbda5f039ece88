import { z } from "zod";
import { gitHubReleases } from "../../adapters/github/releases";
import { parseOptions } from "../../cli/options";
import { verb } from "../../cli/verb";
import { readCommit } from "../../decisions/changelog/commits";
import { releaseNotes } from "../../decisions/changelog/notes";
import { release } from "../../decisions/release/release";
import { isPrerelease, version } from "../../decisions/release/version";
import { gitHubOf } from "../github";
import { dryRun } from "../options";
import { historyOf, historyOptions } from "./history";
import { originOptions } from "./origin";

/** `nc release notes`: what has changed since the last release, in Markdown. */
export const showNotes = verb({
  summary: "Writes what a release changes as Markdown, from its commits.",
  example: "nc release notes v1.4.0 --publish --repository neurocipher/billing",
  input: z.strictObject({
    version: version.meta({ description: "the release's version, which has a tag" }),
    ...historyOptions,
    publish: z
      .boolean()
      .default(false)
      .meta({ description: "show it as a GitHub release of --repository" }),
    repository: originOptions.repository,
    commit: originOptions.commit,
    dryRun,
  }),
  positional: ["version"],
  answer: z.strictObject({
    version: z.string(),
    /** Tag of the release before; null where it is the first. */
    previous: z.string().nullable(),
    commits: z.number(),
    notes: z.string(),
    /** Of the GitHub release; null where it was not published. */
    url: z.string().nullable(),
  }),
  waits: { for: "the history of the repository" },
  async run(input, session) {
    const { version } = input;
    const changes = await historyOf(input, session).changesOf(version);
    const notes = releaseNotes(version, changes.commits.map(readCommit));
    const { env } = session;
    const place = {
      repository: input.repository ?? env.GITHUB_REPOSITORY,
      commit: input.commit ?? changes.commit ?? env.GITHUB_SHA,
    };
    const page = input.publish ? parseOptions(pagePlace, place, "the GitHub release") : undefined;
    const url =
      page && !input.dryRun
        ? await gitHubReleases(gitHubOf(session)).publish({
            repository: page.repository,
            commit: page.commit,
            tag: version,
            notes,
            isPreRelease: isPrerelease(version),
          })
        : null;
    const { previous = null, commits } = changes;
    return {
      result: "pass",
      answer: { version, previous, commits: commits.length, notes, url },
      lines: [...notes.trimEnd().split("\n"), ...publishedLines(page, url)],
      markdown: notes,
    };
  },
});

const pagePlace = z.strictObject({
  repository: release.shape.repository,
  commit: release.shape.commit,
});

function publishedLines(page: z.output<typeof pagePlace> | undefined, url: string | null) {
  if (page === undefined) return [];
  return ["", url === null ? `would be published in ${page.repository}` : `published at ${url}`];
}
