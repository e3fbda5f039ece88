import { markerOf, ROOT_CAUSE_LABEL } from "../../decisions/incident/root-cause-issue";
import type { Clock } from "../../ports/clock";
import type { Tickets } from "../../ports/tickets";
import type { GitHubClient } from "./client";
import { issueOnce } from "./issue-once";

/** Root-cause tickets and post-incident reviews as issues of the workload's repository. */
export function gitHubTickets(client: GitHubClient, clock: Clock): Tickets {
  return {
    async openRootCause({ repository, title, body, deployment }) {
      const marker = markerOf("deployment", deployment);
      const once = { repository, label: ROOT_CAUSE_LABEL, marker, title, body, closedCounts: true };
      return (await issueOnce(client, clock, once)).url;
    },
    async openReview({ repository, title, body, promotion }) {
      const marker = markerOf("promotion", promotion);
      const label = "post-incident-review";
      const once = { repository, label, marker, title, body, closedCounts: true };
      return (await issueOnce(client, clock, once)).url;
    },
  };
}
