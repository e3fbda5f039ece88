import type { Environment } from "../../infra/environments";

/** The ticket of an environment's drift, as it has to read. */
export interface DriftTicket {
  readonly environment: Environment;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
}

/** What became of a ticket, and its URL. */
export interface TicketChange {
  readonly url: string;
  readonly change: "opened" | "updated" | "unchanged" | "closed";
}

/** The tickets of drift: one for each environment, as long as there is some. */
export interface DriftTickets {
  /** Opens the ticket of the environment, or makes the open one read as it has to. */
  report(ticket: DriftTicket): Promise<TicketChange>;
  /** Closes the ticket with a note; nothing where none is open. */
  close(environment: Environment, note: string): Promise<TicketChange | undefined>;
}
