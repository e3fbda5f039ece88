import { parseEvent } from "../../delivery/ledger/events";
import type { Ledger } from "../../delivery/ledger/ledger";
import type { Environment } from "../../infra/environments";
import type { Ticket } from "../support/github/issues";
import type { KnownWorkload } from "../support/workloads";
import type { OpenIncident } from "./open-incidents";

/** Whose incident is closed, and by whom. */
export interface Owner {
  readonly workload: KnownWorkload;
  readonly environment: Environment;
  /** Who writes the event of the ledger: the name of the function. */
  readonly writer: string;
}

/** What has to be known of an incident. */
export interface Facts {
  /** The root-cause ticket of a cause; nothing where there is none. */
  ticketOf(cause: string): Promise<Ticket | undefined>;
  /** When service was restored; nothing where nobody knows. It is asked only for what is closed. */
  restoredAt(): Promise<Date | undefined>;
}

/** What is written. Each can be written again, and is then as it was. */
export interface Writes {
  readonly ledger: Pick<Ledger, "record">;
  /** Resolves an OpsItem. */
  resolve(opsItem: string): Promise<void>;
}

/**
 * Closes an incident whose root-cause ticket is closed: first in the ledger, then its OpsItem. A run that ends in
 * between finds the OpsItem open, and writes the same again.
 *
 * @returns whether the ticket is closed
 */
export async function close(
  incident: OpenIncident,
  { workload, environment, writer }: Owner,
  facts: Facts,
  writes: Writes,
): Promise<boolean> {
  const { id, deployment } = incident;
  const ticket = await facts.ticketOf(deployment ?? id);
  if (ticket?.closedAt === undefined) return false;
  const restored = await facts.restoredAt();
  const event = {
    type: "incident-closed",
    at: ticket.closedAt,
    environment,
    app: workload.app,
    workload: workload.name,
    writer,
    incident: id,
  };
  await writes.ledger.record(
    parseEvent(restored === undefined ? event : { ...event, restoredAt: restored.toISOString() }),
  );
  await writes.resolve(id);
  return true;
}
