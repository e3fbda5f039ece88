import { z } from "zod";
import { InvalidInput } from "../../../infra/problems";
import type { Clock } from "../../ports/clock";
import type { GitHubClient } from "./client";
import { everyPage, PAGE } from "./pages";
import { ownerAndRepo } from "./repository";

/** An issue that is opened once. */
export interface Once {
  /** `owner/name`. */
  readonly repository: string;
  /** Only who may triage the repository can give it to an issue. */
  readonly label: string;
  /** At the end of its body, as `markerOf` writes it: an issue that has it is found again. */
  readonly marker: string;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
  /** Whether one that is closed counts too. */
  readonly closedCounts: boolean;
}

const ISSUE = z.object({
  html_url: z.string(),
  number: z.int().positive(),
  title: z.string(),
  body: z.string().nullish(),
});

/** The issue with a label and a marker; the newest where there are several. */
export async function findIssue(
  client: GitHubClient,
  { repository, label, marker, closedCounts }: Omit<Once, "title" | "body">,
) {
  const state = closedCounts ? ("all" as const) : ("open" as const);
  const issues = await everyPage((page) =>
    client.ask(
      "GET /repos/{owner}/{repo}/issues",
      { ...ownerAndRepo(repository), labels: label, state, per_page: PAGE, page },
      z.array(ISSUE),
    ),
  );
  return issues.find((each) => each.body?.includes(marker));
}

/** Waits before an issue is looked for again whose opening had no answer, in milliseconds. */
const WAITS = [2_000, 5_000];

/** Opens an issue, or finds the one with its label and marker. */
export async function issueOnce(
  client: GitHubClient,
  clock: Clock,
  once: Once,
): Promise<{ readonly url: string; readonly number: number }> {
  const { repository, label, marker, title, body } = once;
  const parts = ownerAndRepo(repository);
  const open = () =>
    client.ask(
      "POST /repos/{owner}/{repo}/issues",
      { ...parts, title, body: `${body}\n\n${marker}`, labels: [label] },
      ISSUE,
    );
  for (const wait of [...WAITS, undefined]) {
    const known = await findIssue(client, once);
    if (known) return { url: known.html_url, number: known.number };
    try {
      const { html_url: url, number } = await open();
      return { url, number };
    } catch (error) {
      if (!(error instanceof InvalidInput) || wait === undefined) throw error;
      // GitHub may have opened it all the same.
      await clock.sleep(wait);
    }
  }
  throw new Error("an issue is opened, or refused, in the last try");
}
