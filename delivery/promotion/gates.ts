import type { GateReport } from "../decisions/gates/registry";
import { releaseId } from "../decisions/release/release";
import { beginChange } from "./change";
import type { Journal } from "./journal";
import type { Promotion, PromotionOutcome } from "./promotion";
import { sayWait } from "./say-wait";

/** Most reasons that an event has, and the longest, in characters (`delivery/ledger/events.ts`). */
const MOST_REASONS = 50;
const LONGEST_REASON = 1024;

/**
 * Writes down what every gate says, and goes on where all pass. A `fail` ends the promotion, which can be
 * requested again; with a `wait` it stays as it is, and nobody's.
 *
 * @returns what the promotion waits for; nothing where it does not
 */
export async function passGates(
  promotion: Promotion,
  journal: Journal,
  { verdict, answers, counted, earlier }: GateReport,
): Promise<PromotionOutcome | undefined> {
  const { release } = promotion;
  const { version, commit, taggedAt } = release;
  await journal.note({
    type: "release-made",
    release: releaseId(release),
    version,
    commit,
    taggedAt,
  });
  for (const { gate, answer } of answers) {
    const { kind, reasons } = answer;
    const noted = reasons.slice(0, MOST_REASONS).map((each) => each.slice(0, LONGEST_REASON));
    await journal.noteOfPromotion({ type: "gate-decided", gate, verdict: kind, reasons: noted });
  }
  const now = promotion.clock.now().toISOString();
  for (const { wait, ...approval } of [...counted, ...earlier]) {
    // Where GitHub does not say when it was waited for: it was given by now, and asked for since the promotion was requested.
    const { from: requestedAt, to: at } = wait ?? { from: journal.record.requestedAt, to: now };
    await journal.noteOfPromotion({ type: "approval-seen", ...approval, at, requestedAt });
  }
  const reasons = answers
    .filter(({ answer }) => answer.kind !== "pass")
    .flatMap(({ gate, answer }) => answer.reasons.map((reason) => `${gate}: ${reason}`));
  switch (verdict) {
    case "pass":
      await beginChange(promotion, journal, counted);
      if (journal.record.phase === "requested") await journal.enter("gated");
      return undefined;
    case "wait":
      await sayWait(promotion, "it waits at its gates", "gates");
      await journal.release(reasons);
      return { kind: "waits", reasons };
    case "fail":
      await journal.enter("failed", reasons);
      return undefined;
    default:
      return unreadable(verdict);
  }
}

/** What no gate may say. It is a defect of ours: nothing is promoted, and nothing is asked again for ever. */
function unreadable(verdict: never): never {
  throw new Error(`the gates answered ${JSON.stringify(verdict)}: expected pass, wait or fail`);
}
