import { isResult, type Phase } from "../decisions/promotion/phases";
import { enter, type PromotionRecord, waiting } from "../decisions/promotion/record";
import { parseEvent } from "../ledger/events";
import { endChange } from "./change";
import type { Promotion } from "./promotion";

/** How often a run says that it is alive, in milliseconds: well within what `claim` takes to be silence. */
const BEAT = 15_000;

/** Another run has taken the promotion over: this one stops without a trace. */
export class Lost extends Error {
  override readonly name = "Lost";
}

/** The record of one promotion, which this run works on, and the events that it leaves. */
export class Journal {
  constructor(
    private readonly promotion: Promotion,
    /** The record as it was written last. */
    public record: PromotionRecord,
  ) {}

  /** Why it ended as it did, for a person. */
  reasons: readonly string[] = [];

  /** Whether what ran before has all traffic again. @default - nothing was undone */
  isBack?: boolean;

  /**
   * Goes to the next phase: the event first, so that a crash between the two leaves none out.
   *
   * @param reasons - why, where that phase ends the promotion
   */
  async enter(phase: Phase, reasons: readonly string[] = []): Promise<void> {
    if (isResult(phase)) await endChange(this.promotion, this, phase);
    const next = enter(this.record, phase, this.promotion.clock.now());
    await this.noteOfPromotion({
      type: "promotion-phase",
      phase,
      deployment: next.deployment,
      reason: phase === "cancelled" ? reasonOf(reasons) : undefined,
    });
    await this.write(next);
    this.reasons = reasons;
    this.promotion.say(`${next.workload} ${next.version} in ${next.environment}: ${phase}`);
  }

  /** Says how it ended, where that is no phase of its own. */
  end(reasons: readonly string[]): void {
    this.reasons = reasons;
  }

  /** Leaves the promotion, which waits, to whoever promotes it next. */
  async release(reasons: readonly string[]): Promise<void> {
    await this.write(waiting(this.record, reasons));
  }

  /** Changes the record within its phase. */
  async keep(
    fields: Pick<PromotionRecord, "broken" | "change" | "deployment" | "previous" | "starting">,
  ): Promise<void> {
    await this.write({ ...this.record, ...fields, revision: this.record.revision + 1 });
  }

  /** Says that this run is alive, unless it has just said so. */
  async beat(): Promise<void> {
    const { owner, revision } = this.record;
    const now = this.promotion.clock.now();
    if (owner === undefined || now.getTime() - Date.parse(owner.seenAt) < BEAT) return;
    const seenAt = now.toISOString();
    await this.write({ ...this.record, owner: { ...owner, seenAt }, revision: revision + 1 });
  }

  /** Writes an event. */
  async note(fields: object): Promise<void> {
    const { release, environment, owner, clock, ledger } = this.promotion;
    const { app, workload } = release;
    const at = clock.now().toISOString();
    await ledger.record(parseEvent({ at, environment, app, workload, writer: owner, ...fields }));
  }

  /** Writes an event about the promotion. */
  async noteOfPromotion(fields: object): Promise<void> {
    const { promotion, release } = this.record;
    await this.note({ promotion, release, ...fields });
  }

  private async write(next: PromotionRecord): Promise<void> {
    if (!(await this.promotion.promotions.write(next))) {
      throw new Lost(`another run has taken ${next.workload} in ${next.environment} over`);
    }
    this.record = next;
  }
}

/** Id of the deployment of a promotion that has started one. */
export function deploymentOf({ record }: Journal): string {
  if (record.deployment === undefined) {
    throw new Error(`${record.promotion} is ${record.phase} without a deployment`);
  }
  return record.deployment;
}

/** Longest reason that an event has, in characters (`delivery/ledger/events.ts`). */
const LONGEST_REASON = 1024;

function reasonOf(reasons: readonly string[]): string | undefined {
  return reasons.join("; ").slice(0, LONGEST_REASON) || undefined;
}
