import type { Ticket } from "../decisions/gates/facts";

/** Tickets of changes: GitHub issues, or another system's. */
export interface ChangeTickets {
  /** The ticket as its system shows it; nothing where that has no such ticket. */
  find(id: string): Promise<Ticket | undefined>;
}

/** A change ticket to open. */
export interface ChangeReport {
  /** What it is of: an open ticket that has it is not opened twice. */
  readonly key: string;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
}

/** A system in which `nc` may open change tickets too, and close those that it has opened. */
export interface ChangeTicketSystem extends ChangeTickets {
  /** Opens a ticket, or finds the open one of the same key. Answers its id, as an approval's comment names it. */
  open(report: ChangeReport): Promise<string>;
  /**
   * Closes a ticket that was opened with this key. One that is closed, or was opened by somebody else, stays as it is.
   *
   * @param note - what is added to it: how the change has ended
   */
  close(id: string, key: string, note: string): Promise<void>;
}
