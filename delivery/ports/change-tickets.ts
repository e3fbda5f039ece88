import type { Ticket } from "../decisions/gates/facts";

/** Tickets of changes: GitHub issues, or another system's. */
export interface ChangeTickets {
  /** The ticket as its system shows it; nothing where that has no such ticket. */
  find(id: string): Promise<Ticket | undefined>;
}
