import { z } from "zod";
import { ENVIRONMENTS } from "../../../infra/environments";
import { type Frozen, formatProblem, InvalidInput, parse } from "../../../infra/problems";
import { digest } from "../release/artifact";
import { isResult, mayFollow, PHASES, type Phase } from "./phases";

const instant = z.iso.datetime({ error: 'a UTC instant such as "2026-12-24T00:00:00Z"' });
const text = z.string().min(1).max(512);

/** Longest line of what a promotion waits for, in characters. */
const LONGEST_WAIT = 1200;

/** Who works on a promotion: one at a time for each workload and environment. */
const owner = z.strictObject({
  /** URL of the workflow run, or whoever ran `nc` by hand. */
  name: text,
  since: instant,
  /** When it last said that it is alive. */
  seenAt: instant,
});

/** The promotion that one workload is in, or was in last, in one environment. */
export const promotionRecord = z.strictObject({
  /** Grows by one with each change: a writer that read an older one has lost. */
  revision: z.int().positive(),
  /** Id of the promotion. */
  promotion: text,
  workload: text,
  environment: z.enum(ENVIRONMENTS),
  /** Identity of its release. */
  release: digest,
  /** SemVer tag. */
  version: text,
  phase: z.enum(PHASES),
  /** When it entered its phase. */
  phaseSince: instant,
  requestedAt: instant,
  /** Id of the deployment. @default - none has started */
  deployment: text.optional(),
  /** It was tried to start one, and what came of it is not written down. @default - none was tried */
  starting: z.literal(true).optional(),
  /** What ran before, to return to: image digest, function version or plan. @default - nothing did */
  previous: text.optional(),
  /** The change that it carries out, and its ticket, since it was let in. @default - it has none */
  change: z.strictObject({ id: text, ticket: text.optional() }).optional(),
  /** Why it has to be undone: decided once, and carried out by whoever works on it. @default - it is sound */
  broken: z
    .strictObject({
      reason: z.string().min(1).max(4096),
      /** When it broke. */
      at: instant,
      /** Largest share of production traffic that it had, in percent. */
      productionPercent: z.number().min(0).max(100),
    })
    .optional(),
  /**
   * The newer release, by its version, that ends it while it waits at its gates: decided once, and carried out by
   * whoever claims the workload next. @default - none does
   */
  supersededBy: text.optional(),
  /**
   * What its gates said when they were asked last, where it waits for somebody or something and is left to the next run.
   *
   * @default - it does not wait
   */
  waitsFor: z.array(z.string().min(1).max(LONGEST_WAIT)).optional(),
  /** @default - nobody works on it */
  owner: owner.optional(),
});

/** A promotion's record, checked and frozen. */
export type PromotionRecord = Frozen<z.output<typeof promotionRecord>>;

/**
 * Reads a record.
 *
 * @throws {InvalidInput} that lists every problem
 */
export function parsePromotion(value: unknown): PromotionRecord {
  return parse(promotionRecord, value, "the promotion's record");
}

/** Whether the promotion has ended. */
export function hasEnded({ phase }: PromotionRecord): boolean {
  return isResult(phase);
}

/** Whether nothing of it is deployed, for certain: its gates have to hold until then. */
export function waitsToDeploy({ phase, starting, deployment }: PromotionRecord): boolean {
  const before: readonly Phase[] = ["requested", "gated", "copying", "migrating"];
  return before.includes(phase) && starting === undefined && deployment === undefined;
}

/**
 * The record in its next phase.
 *
 * @throws {InvalidInput} if that phase may not follow
 */
export function enter(record: PromotionRecord, phase: Phase, now: Date): PromotionRecord {
  if (!mayFollow(record.phase, phase)) {
    const want = `a phase that may follow ${record.phase}`;
    throw new InvalidInput("the promotion", [formatProblem("phase", phase, want)]);
  }
  const { waitsFor: _, ...rest } = record;
  return { ...rest, phase, phaseSince: now.toISOString(), revision: record.revision + 1 };
}

/** The record of a promotion that its gates let wait, for whoever promotes it next. */
export function waiting(record: PromotionRecord, reasons: readonly string[]): PromotionRecord {
  const { owner: _, ...rest } = record;
  const waitsFor = reasons.map((each) => each.slice(0, LONGEST_WAIT));
  return { ...rest, waitsFor, revision: record.revision + 1 };
}
