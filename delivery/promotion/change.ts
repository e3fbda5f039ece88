import { InvalidInput } from "../../infra/problems";
import type { CountedApproval } from "../decisions/gates/counted";
import type { Result } from "../decisions/promotion/phases";
import type { PromotionRecord } from "../decisions/promotion/record";
import { releaseId } from "../decisions/release/release";
import { type ChangeRecord, changesOf } from "../ledger/changes";
import type { Promotion } from "./promotion";

/** What a change is read from, and written to: the promotion's journal. */
interface ChangeJournal {
  readonly record: PromotionRecord;
  keep(fields: Pick<PromotionRecord, "change">): Promise<void>;
  note(fields: object): Promise<void>;
}

/**
 * The change that a promotion carries out, once it is let in (CI/CL-002 §16): the one that is open for its release, and
 * in prod else a new one, with the ticket that an approval names.
 */
export async function beginChange(
  promotion: Promotion,
  journal: ChangeJournal,
  counted: readonly CountedApproval[],
): Promise<void> {
  if (journal.record.change !== undefined) return;
  const { release, environment } = promotion;
  const changes = await changesIn(promotion, releaseId(release));
  const open = changes.findLast(({ result }) => result === null);
  if (open !== undefined) {
    await journal.keep({ change: { id: open.change, ticket: open.ticket ?? undefined } });
    return;
  }
  if (environment !== "prod") return;
  const id = `${release.version}/${changes.length + 1}`;
  const ticket = counted.map((each) => each.ticket).find((each) => each !== undefined);
  const changeType = release.change.type;
  await journal.note({
    type: "change-opened",
    release: releaseId(release),
    change: id,
    changeType,
    ticket,
  });
  await journal.keep({ change: { id, ticket } });
}

/**
 * Closes the change of a promotion that ends, and the ticket that `nc` has opened for it. A promotion that no gate has
 * let in leaves its change open, to be promoted again; one that is cancelled closes it.
 */
export async function endChange(
  promotion: Promotion,
  journal: ChangeJournal,
  result: Result,
): Promise<void> {
  const { environment, changeTickets, clock, say } = promotion;
  const { release } = journal.record;
  const change =
    journal.record.change ?? (await cancelledChange(promotion, journal.record, result));
  if (change === undefined) return;
  await journal.note({ type: "change-closed", change: change.id, result });
  if (change.ticket === undefined) return;
  const note = `Result: ${result}, at ${clock.now().toISOString()}.`;
  await changeTickets
    .close(change.ticket, `${release} ${environment}`, note)
    .catch((error: unknown) => {
      // What was deployed is so, whatever another system says.
      if (!(error instanceof InvalidInput)) throw error;
      say(`  the ticket ${change.ticket} is left open: ${error.problems.join("; ")}`);
    });
}

async function cancelledChange(
  promotion: Promotion,
  record: PromotionRecord,
  result: Result,
): Promise<PromotionRecord["change"]> {
  if (result !== "cancelled") return undefined;
  const changes = await changesIn(promotion, record.release);
  const open = changes.findLast((each) => each.result === null);
  return open && { id: open.change, ticket: open.ticket ?? undefined };
}

async function changesIn(
  { ledger, release: { workload } }: Promotion,
  release: string,
): Promise<readonly ChangeRecord[]> {
  return changesOf(await ledger.eventsOf(workload), release);
}
