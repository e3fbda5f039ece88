import { z } from "zod";
import { InvalidInput } from "../../../infra/problems";
import type { Clock } from "../../ports/clock";
import type { TicketReport, Tickets } from "../../ports/tickets";
import type { GitHubClient } from "./client";
import { everyPage, PAGE } from "./pages";
import { ownerAndRepo } from "./repository";

/** Label of every root-cause ticket. Only who may triage the repository can give it to an issue. */
const LABEL = "root-cause";

/** Waits before a ticket is looked for again whose opening had no answer, in milliseconds. */
const WAITS = [2_000, 5_000];

const ISSUE = z.object({ html_url: z.string(), body: z.string().nullish() });

/** Root-cause tickets as issues of the workload's repository. */
export function gitHubTickets(client: GitHubClient, clock: Clock): Tickets {
  const find = async ({ repository, deployment }: TicketReport): Promise<string | undefined> => {
    const parts = ownerAndRepo(repository);
    const issues = await everyPage((page) =>
      client.ask(
        "GET /repos/{owner}/{repo}/issues",
        { ...parts, labels: LABEL, state: "all", per_page: PAGE, page },
        z.array(ISSUE),
      ),
    );
    return issues.find(({ body }) => body?.includes(marker(deployment)))?.html_url;
  };
  const open = async ({ repository, title, body, deployment }: TicketReport): Promise<string> => {
    const { html_url } = await client.ask(
      "POST /repos/{owner}/{repo}/issues",
      {
        ...ownerAndRepo(repository),
        title,
        body: `${body}\n\n${marker(deployment)}`,
        labels: [LABEL],
      },
      ISSUE,
    );
    return html_url;
  };
  return {
    async openRootCause(report) {
      for (const wait of [...WAITS, undefined]) {
        const known = await find(report);
        if (known !== undefined) return known;
        try {
          return await open(report);
        } catch (error) {
          if (!(error instanceof InvalidInput) || wait === undefined) throw error;
          // GitHub may have opened it all the same.
          await clock.sleep(wait);
        }
      }
      throw new Error("a ticket is opened, or refused, in the last try");
    },
  };
}

/** What the body of a deployment's ticket has at its end: a comment of HTML, which nobody sees and no id can end. */
function marker(deployment: string): string {
  return `<!-- nc-deployment: ${encodeURIComponent(deployment)} -->`;
}
