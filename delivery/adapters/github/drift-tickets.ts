import { z } from "zod";
import { markerOf } from "../../decisions/incident/root-cause-issue";
import type { Clock } from "../../ports/clock";
import type { DriftTickets } from "../../ports/drift-tickets";
import type { GitHubClient } from "./client";
import { findIssue, issueOnce } from "./issue-once";
import { ownerAndRepo } from "./repository";

/** Label of the tickets. Only who may triage the repository can give it to an issue. */
const LABEL = "drift";

/**
 * The tickets of drift as issues of the platform's repository. One that somebody closed while the drift is there does
 * not count: the next run opens another.
 *
 * @param repository - `owner/name`
 */
export function gitHubDriftTickets(
  client: GitHubClient,
  clock: Clock,
  repository: string,
): DriftTickets {
  const kept = (environment: string) => {
    const marker = markerOf("drift", environment);
    return { repository, label: LABEL, marker, closedCounts: false };
  };
  const edit = (number: number, change: { title?: string; body: string; state?: "closed" }) =>
    client.ask(
      "PATCH /repos/{owner}/{repo}/issues/{issue_number}",
      { ...ownerAndRepo(repository), issue_number: number, ...change },
      z.object({ number: z.literal(number) }),
    );
  return {
    async report({ environment, title, body }) {
      const place = kept(environment);
      const known = await findIssue(client, place);
      if (known === undefined) {
        const { url } = await issueOnce(client, clock, { ...place, title, body });
        return { url, change: "opened" };
      }
      const { html_url: url, number } = known;
      const wanted = `${body}\n\n${place.marker}`;
      if (known.title === title && known.body === wanted) return { url, change: "unchanged" };
      await edit(number, { title, body: wanted });
      return { url, change: "updated" };
    },
    async close(environment, note) {
      const known = await findIssue(client, kept(environment));
      if (known === undefined) return undefined;
      const { html_url: url, number, body } = known;
      await edit(number, { state: "closed", body: `${note}\n\n${body ?? ""}` });
      return { url, change: "closed" };
    },
  };
}
