import { z } from "zod";
import type { ChangeTickets } from "../../ports/change-tickets";
import type { GitHubClient } from "./client";
import { ownerAndRepo } from "./repository";

const ISSUE = z.object({ state: z.enum(["open", "closed"]) });

/** Change tickets as issues of one repository, each named by its number, with or without `#`. */
export function gitHubChangeTickets(client: GitHubClient, repository: string): ChangeTickets {
  const parts = ownerAndRepo(repository);
  return {
    async find(id) {
      const [, number] = /^#?([1-9]\d{0,9})$/.exec(id) ?? [];
      if (number === undefined) return undefined;
      const issue = await client.find(
        "GET /repos/{owner}/{repo}/issues/{issue_number}",
        { ...parts, issue_number: Number(number) },
        ISSUE,
      );
      return issue && { id, state: issue.state };
    },
  };
}
