import type { LedgerEvent } from "./events";

/** The events of one environment, which are written once and never changed. */
export interface Ledger {
  /** Writes an event. One that is there already, by its id, is left as it is. */
  record(event: LedgerEvent): Promise<void>;
  /**
   * The events of one workload in the order of their times.
   *
   * @param since - events from this instant on, in milliseconds since 1970. @default - all
   */
  eventsOf(workload: string, since?: number): Promise<readonly LedgerEvent[]>;
  /** The events of every workload, in any order. No deploy role may read them all. */
  allEvents(): Promise<readonly LedgerEvent[]>;
}
