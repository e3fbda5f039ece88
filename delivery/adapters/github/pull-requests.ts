import { z } from "zod";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import type { Proposal, PullRequests } from "../../ports/pull-requests";
import type { GitHubClient } from "./client";
import { everyPage, PAGE } from "./pages";
import { ownerAndRepo } from "./repository";

const REPOSITORY = z.object({ default_branch: z.string() });
const REF = z.object({ object: z.object({ sha: z.string() }) });
const FILE = z.object({
  type: z.literal("file"),
  sha: z.string(),
  encoding: z.literal("base64"),
  content: z.string(),
});
const PULL = z.object({ html_url: z.string(), head: z.object({ ref: z.string() }) });

/** Pull requests on GitHub, each from a branch `nc/<topic>-<commit>` of the repository itself. */
export function gitHubPullRequests(client: GitHubClient): PullRequests {
  const find = (repository: string, path: string, ref?: string) =>
    client.find(
      "GET /repos/{owner}/{repo}/contents/{path}",
      { ...ownerAndRepo(repository), path, ...(ref === undefined ? {} : { ref }) },
      FILE,
    );

  /** Makes the branch of a topic from the default branch as it is; one that is there already is gone on with. */
  const branchOf = async ({ repository, topic }: Proposal, base: string): Promise<string> => {
    const parts = ownerAndRepo(repository);
    const route = "GET /repos/{owner}/{repo}/git/ref/{ref}";
    const { object } = await client.ask(route, { ...parts, ref: `heads/${base}` }, REF);
    const branch = `${prefixOf(topic)}${object.sha.slice(0, 7)}`;
    if ((await client.find(route, { ...parts, ref: `heads/${branch}` }, REF)) === undefined) {
      await client.ask(
        "POST /repos/{owner}/{repo}/git/refs",
        { ...parts, ref: `refs/heads/${branch}`, sha: object.sha },
        REF,
      );
    }
    return branch;
  };

  return {
    async file(repository, path) {
      const found = await find(repository, path);
      return found && textOf(found);
    },
    async propose(proposal) {
      const { repository, topic, title, body, files } = proposal;
      const parts = ownerAndRepo(repository);
      const { default_branch: base } = await client.ask(
        "GET /repos/{owner}/{repo}",
        parts,
        REPOSITORY,
      );
      const pulls = await everyPage((page) =>
        client.ask(
          "GET /repos/{owner}/{repo}/pulls",
          { ...parts, state: "open", base, per_page: PAGE, page },
          z.array(PULL),
        ),
      );
      const own = new RegExp(`^${prefixOf(topic)}[0-9a-f]{7}$`);
      const open = pulls.find(({ head }) => own.test(head.ref));
      const branch = open?.head.ref ?? (await branchOf(proposal, base));
      for (const [path, text] of Object.entries(files)) {
        const there = await find(repository, path, branch);
        if (there && textOf(there) === text) continue;
        await client.ask(
          "PUT /repos/{owner}/{repo}/contents/{path}",
          {
            ...parts,
            path,
            branch,
            message: title,
            content: Buffer.from(text).toString("base64"),
            // Whoever has changed the file meanwhile is not overwritten: GitHub refuses an older id.
            ...(there && { sha: there.sha }),
          },
          z.unknown(),
        );
      }
      if (open) return open.html_url;
      const pull = { ...parts, title, body, head: branch, base };
      return (await client.ask("POST /repos/{owner}/{repo}/pulls", pull, PULL)).html_url;
    },
  };
}

/** @throws {InvalidInput} for a topic that is no part of a branch's name */
function prefixOf(topic: string): string {
  if (/^[a-z][a-z0-9-]*$/.test(topic)) return `nc/${topic}-`;
  throw new InvalidInput("the proposal", [formatProblem("topic", topic, "a name in kebab-case")]);
}

function textOf({ content }: z.output<typeof FILE>): string {
  return Buffer.from(content, "base64").toString("utf8");
}
