import { InvalidInput } from "../../infra/problems";
import { usualRollbackSeconds, usualSeconds, type Wait } from "../ledger/usual-duration";
import { waitLine } from "../progress/wait-line";
import type { Promotion } from "./promotion";

/** How far back it is read how long something usually takes, in milliseconds: 90 days. */
const HISTORY = 90 * 24 * 60 * 60_000;

/**
 * Says that a promotion waits: for what, how long that usually takes in its environment, and how long it has. Where the
 * ledger does not answer, no usual time is known: nothing is held up by that, least of all a rollback.
 *
 * @param has - when it is given up, or over. @default - as long as it goes on
 */
export async function sayWait(
  { clock, ledger, release, say }: Promotion,
  what: string,
  wait: Wait | "rollback",
  has?: Date,
): Promise<void> {
  const since = clock.now().getTime() - HISTORY;
  const events = await ledger.eventsOf(release.workload, since).catch((error: unknown) => {
    if (!(error instanceof InvalidInput)) throw error;
    return [];
  });
  const usually = wait === "rollback" ? usualRollbackSeconds(events) : usualSeconds(events, wait);
  say(`  ${waitLine({ what, usually, ...(has && { has }) })}`);
}

/** Says each wait of a promotion once. */
export function sayWaitOnce(
  promotion: Promotion,
): (what: string, wait: Parameters<typeof sayWait>[2]) => Promise<void> {
  const said = new Set<string>();
  return async (what, wait) => {
    if (said.has(what)) return;
    said.add(what);
    await sayWait(promotion, what, wait);
  };
}
