import { z } from "zod";
import { ENVIRONMENTS } from "../../infra/environments";
import { type Frozen, parse } from "../../infra/problems";
import { PHASES, RESULTS } from "../decisions/promotion/phases";
import { digest } from "../decisions/release/artifact";
import { CHANGE_TYPES } from "../decisions/release/release";
import { VERDICTS } from "../decisions/verdict";

const id = z.string().min(1).max(256);
const instant = z.iso.datetime({ error: 'a UTC instant such as "2026-12-24T00:00:00Z"' });

/** The fields of every event. */
const common = {
  /** When it happened, by the clock of the writer. */
  at: instant,
  environment: z.enum(ENVIRONMENTS),
  app: z.enum(["Neurocipher", "AuditHound"]),
  workload: id,
  /** Who wrote it: the URL of a workflow run, or the name of a Lambda function. */
  writer: z.string().min(1).max(512),
} as const;

const promotion = { promotion: id, release: digest } as const;

/** A release exists and is known to this environment. */
const releaseMade = z.strictObject({
  ...common,
  type: z.literal("release-made"),
  release: digest,
  /** SemVer tag, such as `v1.4.0`. */
  version: id,
  commit: z.string().regex(/^[0-9a-f]{40}$/, "40 hex digits"),
  /** When the tag was pushed: lead time starts here (CI/CL-002 §19). */
  taggedAt: instant,
});

/** One gate answered. A gate that is asked again and answers the same is one event. */
const gateDecided = z.strictObject({
  ...common,
  ...promotion,
  type: z.literal("gate-decided"),
  gate: id,
  verdict: z.enum(VERDICTS),
  reasons: z.array(z.string().max(1024)).max(50),
});

/** A person approved a deployment in one GitHub environment. */
const approvalSeen = z.strictObject({
  ...common,
  ...promotion,
  type: z.literal("approval-seen"),
  githubEnvironment: id,
  /** GitHub login. */
  approver: id,
  /** Change ticket that the comment names. @default - it names none */
  ticket: id.optional(),
  /**
   * When it was asked for; `at` is when GitHub let the job go on. Where GitHub did not say: when the promotion was
   * requested, and when a gate saw the approval.
   */
  requestedAt: instant,
});

/** Where a promotion is; the legal order is the promotion's own (`decisions/promotion`). */
const promotionPhase = z.strictObject({
  ...common,
  ...promotion,
  type: z.literal("promotion-phase"),
  phase: z.enum(PHASES),
  /** Id of the deployment, of CodeDeploy or ECS. @default - none has started */
  deployment: id.optional(),
  /** Why it was cancelled, such as `superseded by v1.5.0`. @default - the phase says all */
  reason: z.string().min(1).max(1024).optional(),
});

/** AppConfig has deployed flags of a workload, or taken them back: a change that reaches users without a release. */
const flagsDeployed = z.strictObject({
  ...common,
  type: z.literal("flags-deployed"),
  /** Id of the deployment, `flags/...`. */
  deployment: id,
});

/** The first production traffic reached a deployment. */
const trafficShifted = z.strictObject({
  ...common,
  type: z.literal("traffic-shifted"),
  deployment: id,
});

/** The version before has all traffic again. */
const rolledBack = z.strictObject({
  ...common,
  type: z.literal("rolled-back"),
  /** The deployment that was undone. */
  deployment: id,
  /** The deployment that undid it. @default - traffic was switched without one */
  rollbackDeployment: id.optional(),
  cause: z.enum(["alarm", "hook", "watch", "drain", "person", "deployment-failure"]),
  /** When the alarm went off or the person asked; `at` is when traffic was back. */
  startedAt: instant,
  /** Largest share of production traffic that it had, in percent: 0 if no user ever saw it. */
  productionPercent: z.number().min(0).max(100),
});

const incidentOpened = z.strictObject({
  ...common,
  type: z.literal("incident-opened"),
  incident: id,
  /** The deployment that caused it. @default - no deployment did */
  deployment: id.optional(),
  title: z.string().min(1).max(1024),
});

const incidentClosed = z.strictObject({
  ...common,
  type: z.literal("incident-closed"),
  incident: id,
  /** When service was restored. @default - when the rollback ended, else when it was closed */
  restoredAt: instant.optional(),
});

/** The post-incident review of an emergency change was opened (CI/CL-002 §16). */
const reviewOpened = z.strictObject({
  ...common,
  ...promotion,
  type: z.literal("review-opened"),
  /** URL of its ticket. */
  review: z.string().min(1).max(512),
});

const changeOpened = z.strictObject({
  ...common,
  type: z.literal("change-opened"),
  release: digest,
  change: id,
  changeType: z.enum(CHANGE_TYPES),
  /** Id of its ticket. @default - a standard change needs none */
  ticket: id.optional(),
});

const changeClosed = z.strictObject({
  ...common,
  type: z.literal("change-closed"),
  change: id,
  result: z.enum(RESULTS),
});

/** Everything that the ledger records (CI/CL-002 §16, §19). Unknown fields are refused. */
export const ledgerEvent = z.discriminatedUnion("type", [
  releaseMade,
  gateDecided,
  approvalSeen,
  promotionPhase,
  flagsDeployed,
  trafficShifted,
  rolledBack,
  incidentOpened,
  incidentClosed,
  changeOpened,
  changeClosed,
  reviewOpened,
]);

/** One event, checked and frozen. */
export type LedgerEvent = Frozen<z.output<typeof ledgerEvent>>;

/** The events of one type. */
export type EventOf<Type extends LedgerEvent["type"]> = Extract<LedgerEvent, { type: Type }>;

/**
 * Reads one event.
 *
 * @throws {InvalidInput} that lists every problem
 */
export function parseEvent(value: unknown): LedgerEvent {
  return parse(ledgerEvent, value, "the event of the ledger");
}
