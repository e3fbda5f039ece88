import { request } from "@octokit/request";
import { z } from "zod";
import {
  isRootCauseOf,
  ROOT_CAUSE_LABEL,
  type RootCause,
  rootCauseIssue,
} from "../../../delivery/decisions/incident/root-cause-issue";
import { parse } from "../../../infra/problems";

/** Most that GitHub answers at once (GitHub docs, "Using pagination in the REST API"). */
const PAGE = 100;

const ISSUE = z.object({
  html_url: z.string(),
  body: z.string().nullish(),
  state: z.enum(["open", "closed"]),
  closed_at: z.iso.datetime({ offset: true }).nullish(),
});

/** One root-cause ticket. */
export interface Ticket {
  readonly url: string;
  /** When it was closed, as an ISO instant. @default - it is open */
  readonly closedAt?: string | undefined;
}

/** Where and as whom issues are read and written. */
export interface IssuesArgs {
  /** GitHub's REST API. */
  readonly baseUrl: string;
  /** Token of an installation; it is never shown. */
  readonly token: string;
  /** `owner/name`. */
  readonly repository: string;
  /** Longest that one answer may take, in milliseconds. */
  readonly timeout: number;
}

/** The root-cause tickets of one repository. */
export class RootCauseIssues {
  constructor(private readonly args: IssuesArgs) {}

  /** The ticket of a cause, open or closed; nothing where there is none. */
  async find(cause: string): Promise<Ticket | undefined> {
    for (let page = 1; ; page++) {
      const { data } = await request("GET /repos/{owner}/{repo}/issues", {
        ...this.common(),
        labels: ROOT_CAUSE_LABEL,
        state: "all",
        per_page: PAGE,
        page,
      });
      const issues = parse(z.array(ISSUE), data, "GitHub");
      const found = issues.find(({ body }) => isRootCauseOf(cause, body));
      if (found) return ticketOf(found);
      if (issues.length < PAGE) return undefined;
    }
  }

  /** Opens a ticket, or finds the one of the same cause. */
  async open(rootCause: RootCause): Promise<Ticket> {
    const known = await this.find(rootCause.cause);
    if (known) return known;
    const { data } = await request("POST /repos/{owner}/{repo}/issues", {
      ...this.common(),
      ...rootCauseIssue(rootCause),
    });
    return ticketOf(parse(ISSUE, data, "GitHub"));
  }

  private common() {
    const { baseUrl, token, repository, timeout } = this.args;
    const [owner = "", repo = ""] = repository.split("/");
    const headers = { authorization: `Bearer ${token}` };
    return { baseUrl, owner, repo, headers, request: { signal: AbortSignal.timeout(timeout) } };
  }
}

function ticketOf({ html_url: url, state, closed_at }: z.output<typeof ISSUE>): Ticket {
  return state === "closed" && closed_at ? { url, closedAt: closed_at } : { url };
}
