import { z } from "zod";
import { markerOf } from "../../decisions/incident/root-cause-issue";
import type { ChangeTicketSystem, ChangeTickets } from "../../ports/change-tickets";
import type { Clock } from "../../ports/clock";
import type { GitHubClient } from "./client";
import { issueOnce } from "./issue-once";
import { ownerAndRepo } from "./repository";

/** Label of every change ticket that `nc` opens. */
const LABEL = "change";

const ISSUE = z.object({
  state: z.enum(["open", "closed"]),
  body: z.string().nullish(),
  /** URL of its repository in GitHub's API. */
  repository_url: z.string(),
  /** There for a pull request, which GitHub answers as an issue too. */
  pull_request: z.unknown().optional(),
});

/**
 * Change tickets as issues of one repository, each named by its number, with or without `#`, or as `owner/name#12`.
 *
 * @param repository - `owner/name`
 */
export function gitHubChangeTickets(client: GitHubClient, repository: string): ChangeTickets {
  return {
    async find(id) {
      const issue = await issueOf(client, repository, id);
      return issue && { id, state: issue.state };
    },
  };
}

/** The same, opened and closed too. */
export function gitHubChangeTicketSystem(
  client: GitHubClient,
  repository: string,
  clock: Clock,
): ChangeTicketSystem {
  return {
    find: gitHubChangeTickets(client, repository).find,
    async open({ key, title, body }) {
      const marker = markerOf("change", key);
      // A release that is promoted again is another change: a ticket that is closed does not count.
      const once = { repository, label: LABEL, marker, title, body, closedCounts: false };
      const { number } = await issueOnce(client, clock, once);
      return `${repository}#${number}`;
    },
    async close(id, key, note) {
      const issue = await issueOf(client, repository, id);
      if (issue?.state !== "open" || !issue.body.includes(markerOf("change", key))) return;
      await client.ask(
        "PATCH /repos/{owner}/{repo}/issues/{issue_number}",
        {
          ...ownerAndRepo(repository),
          issue_number: issue.number,
          state: "closed",
          body: `${note}\n\n${issue.body}`,
        },
        ISSUE,
      );
    },
  };
}

/**
 * The issue that an id names; nothing where that is of another repository, or of no issue. GitHub leads on to the new
 * repository of an issue that was transferred, so what it answers says where it is.
 */
async function issueOf(client: GitHubClient, repository: string, id: string) {
  const [, where = repository, digits] =
    /^(?:([\w.-]+\/[\w.-]+)#|#)?([1-9]\d{0,9})$/.exec(id) ?? [];
  const isHere = where.toLowerCase() === repository.toLowerCase();
  if (digits === undefined || !isHere) return undefined;
  const number = Number(digits);
  const issue = await client.find(
    "GET /repos/{owner}/{repo}/issues/{issue_number}",
    { ...ownerAndRepo(repository), issue_number: number },
    ISSUE,
  );
  if (issue === undefined || issue.pull_request !== undefined) return undefined;
  const isOfHere = issue.repository_url
    .toLowerCase()
    .endsWith(`/repos/${repository.toLowerCase()}`);
  return isOfHere ? { number, state: issue.state, body: issue.body ?? "" } : undefined;
}
