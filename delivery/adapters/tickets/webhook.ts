import { z } from "zod";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import { ticketUrlProblem } from "../../../infra/settings/ticket-url";
import type { Ticket } from "../../decisions/gates/facts";
import type { ChangeTicketSystem } from "../../ports/change-tickets";
import { readAnswer } from "../read-answer";

/** How messages name whom is asked. */
const SYSTEM = "the change ticket's system";

/** Longest that one answer may take, in milliseconds. */
const TIMEOUT = 20_000;

/** Where another system's tickets are asked for. */
export interface TicketWebhookArgs {
  /** URL with `{id}` in its path or query, such as `https://tickets.example/changes/{id}`. */
  readonly url: string;
  /** What proves who asks, as the header Authorization has it. It is never shown. @default - none */
  readonly authorization?: string;
  /** Longest that the answer may take, in milliseconds. @default 20000 */
  readonly timeout?: number;
}

const TICKET = z.object({ id: z.string(), state: z.enum(["open", "closed"]) });

/**
 * Change tickets of any system behind a URL that answers `{ "id", "state": "open" | "closed" }`, and 404 where there
 * is no such ticket. `PUT` of `{ "state": "open", "key", "title", "body" }` to the id `new` opens a ticket, or answers
 * the open one of that key; `PUT` of `{ "state": "closed", "key", "note" }` to its id closes it. For Jira, a small
 * function asks `GET /rest/api/3/issue/{id}?fields=status`, and answers `closed` where the status has the category
 * `done`.
 *
 * @throws {InvalidInput} if the URL has no `{id}`, or would send what proves who asks in the clear
 */
export function webhookChangeTickets({
  url,
  authorization,
  timeout = TIMEOUT,
}: TicketWebhookArgs): ChangeTicketSystem {
  checkUrl(url);
  const call = (id: string, method: "GET" | "PUT", body?: object) =>
    answerOf(url.replace("{id}", encodeURIComponent(id)), {
      method,
      headers: {
        "content-type": "application/json",
        ...(authorization === undefined ? undefined : { authorization }),
      },
      body: body === undefined ? null : JSON.stringify(body),
      redirect: "error",
      signal: AbortSignal.timeout(timeout),
    });
  const ticketOf = (id: string, { status, body }: Awaited<ReturnType<typeof call>>) => {
    if (status !== 200) throw refused(`status ${status}`);
    const asked = { subject: SYSTEM, what: `ticket ${JSON.stringify(id)}` };
    return readAnswer(TICKET, body, asked);
  };
  return {
    async find(id): Promise<Ticket | undefined> {
      const response = await call(id, "GET");
      if (response.status === 404) return undefined;
      const ticket = ticketOf(id, response);
      if (ticket.id === id) return ticket;
      throw refused(`ticket ${JSON.stringify(id)}: the answer is of another ticket`);
    },
    async open(report) {
      const ticket = ticketOf(NEW, await call(NEW, "PUT", { state: "open", ...report }));
      if (ticket.state === "open") return ticket.id;
      throw refused(`ticket ${JSON.stringify(ticket.id)} is closed: expected an open one`);
    },
    async close(id, key, note) {
      ticketOf(id, await call(id, "PUT", { state: "closed", key, note }));
    },
  };
}

/** What stands for the id of a ticket that is yet to be opened. */
const NEW = "new";

async function answerOf(
  url: string,
  init: RequestInit,
): Promise<{ status: number; body: unknown }> {
  try {
    const response = await fetch(url, init);
    const text = await response.text();
    return { status: response.status, body: response.status === 200 ? parsed(text) : undefined };
  } catch (error) {
    if (init.signal?.aborted) throw refused("no answer in time");
    // `fetch` throws a TypeError for whatever the network or the other side did wrong.
    if (error instanceof TypeError)
      throw refused("no connection, or an answer that is none of HTTP");
    throw error;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refused(words: string): InvalidInput {
  return new InvalidInput(SYSTEM, [words]);
}

function checkUrl(url: string): void {
  const want = ticketUrlProblem(url);
  if (want !== undefined) throw new InvalidInput(SYSTEM, [formatProblem("url", url, want)]);
}
