import { opsItemOf } from "../../delivery/decisions/incident/ops-item";
import type { RootCause } from "../../delivery/decisions/incident/root-cause-issue";
import { parseEvent } from "../../delivery/ledger/events";
import type { Ledger } from "../../delivery/ledger/ledger";
import { type Breakage, openingOf, ticketBody } from "./incident";

/** What is written for an incident. Each can be written again, and is then as it was. */
export interface Writes {
  /** Opens an OpsItem, or finds the open one of the same cause. Answers its id. */
  openOpsItem(item: ReturnType<typeof opsItemOf>): Promise<string>;
  /** Opens a root-cause ticket, or finds the one of the same cause. Answers its URL. */
  openTicket(repository: string, ticket: RootCause): Promise<string>;
  /** Notes the ticket's URL in the OpsItem. */
  linkTicket(opsItem: string, url: string): Promise<void>;
  readonly ledger: Pick<Ledger, "record">;
  /** Tells the people on call. */
  notify(subject: string, text: string): Promise<void>;
}

/** What was opened. */
export interface Opened {
  readonly incident: string;
  readonly ticket: string;
}

/**
 * Opens incident and root-cause ticket, writes it into the ledger, and tells the people on call, in this order: a
 * run that ends in between is made again, finds what is there, and goes on. People may be told twice then.
 *
 * @param writer - who writes the event of the ledger: the name of the function
 * @param at - when it was opened, as an ISO instant
 */
export async function open(
  breakage: Breakage,
  writes: Writes,
  { writer, at }: { readonly writer: string; readonly at: string },
): Promise<Opened> {
  const { workload, environment, deployment, flags } = breakage;
  const { incident: item, ticketTitle, text } = openingOf(breakage);
  const incident = await writes.openOpsItem(opsItemOf(item));
  const ticket = await writes.openTicket(workload.repository, {
    // An alarm goes off again one day, and is another incident then.
    cause: deployment ?? incident,
    title: ticketTitle,
    body: ticketBody(incident, text),
  });
  await writes.linkTicket(incident, ticket);
  const common = {
    at,
    environment,
    app: workload.app,
    workload: workload.name,
    writer,
    ...(deployment !== undefined && { deployment }),
  };
  const title = item.title.slice(0, 1024);
  for (const event of [
    ...(flags === undefined
      ? []
      : [
          { type: "flags-deployed", at: flags.at },
          { type: "rolled-back", ...flags },
        ]),
    { type: "incident-opened", incident, title },
  ]) {
    await writes.ledger.record(parseEvent({ ...common, ...event }));
  }
  await writes.notify(item.title, `${text}\n\nIncident: ${incident}\nTicket: ${ticket}`);
  return { incident, ticket };
}
