import { z } from "zod";
import { InvalidInput } from "../../../infra/problems";
import type { Clock } from "../../ports/clock";
import type { Tickets } from "../../ports/tickets";
import type { GitHubClient } from "./client";
import { everyPage, PAGE } from "./pages";
import { ownerAndRepo } from "./repository";

/** What is opened once: its label, and what it is of. */
interface Once {
  /** `owner/name`. */
  readonly repository: string;
  /** Only who may triage the repository can give it to an issue. */
  readonly label: "post-incident-review" | "root-cause";
  /** Comment of HTML, which nobody sees and no id can end, at the end of its body. */
  readonly marker: string;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
}

/** Waits before a ticket is looked for again whose opening had no answer, in milliseconds. */
const WAITS = [2_000, 5_000];

const ISSUE = z.object({ html_url: z.string(), body: z.string().nullish() });

/** Root-cause tickets and post-incident reviews as issues of the workload's repository. */
export function gitHubTickets(client: GitHubClient, clock: Clock): Tickets {
  const find = async ({ repository, label, marker }: Once): Promise<string | undefined> => {
    const parts = ownerAndRepo(repository);
    const issues = await everyPage((page) =>
      client.ask(
        "GET /repos/{owner}/{repo}/issues",
        { ...parts, labels: label, state: "all", per_page: PAGE, page },
        z.array(ISSUE),
      ),
    );
    return issues.find(({ body }) => body?.includes(marker))?.html_url;
  };
  const open = async ({ repository, label, marker, title, body }: Once): Promise<string> => {
    const { html_url } = await client.ask(
      "POST /repos/{owner}/{repo}/issues",
      { ...ownerAndRepo(repository), title, body: `${body}\n\n${marker}`, labels: [label] },
      ISSUE,
    );
    return html_url;
  };
  const openOnce = async (once: Once): Promise<string> => {
    for (const wait of [...WAITS, undefined]) {
      const known = await find(once);
      if (known !== undefined) return known;
      try {
        return await open(once);
      } catch (error) {
        if (!(error instanceof InvalidInput) || wait === undefined) throw error;
        // GitHub may have opened it all the same.
        await clock.sleep(wait);
      }
    }
    throw new Error("a ticket is opened, or refused, in the last try");
  };
  return {
    openRootCause: ({ repository, title, body, deployment }) => {
      const marker = markerOf("deployment", deployment);
      return openOnce({ repository, title, body, marker, label: "root-cause" });
    },
    openReview: ({ repository, title, body, promotion }) => {
      const marker = markerOf("promotion", promotion);
      return openOnce({ repository, title, body, marker, label: "post-incident-review" });
    },
  };
}

function markerOf(what: "deployment" | "promotion", id: string): string {
  return `<!-- nc-${what}: ${encodeURIComponent(id)} -->`;
}
