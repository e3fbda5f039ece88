import type { PromotionRecord } from "../../../delivery/decisions/promotion/record";
import { parseRelease } from "../../../delivery/decisions/release/release";
import { eventId } from "../../../delivery/ledger/event-id";
import type { EventOf, LedgerEvent } from "../../../delivery/ledger/events";
import type { AlarmState } from "../../../delivery/ports/alarms";
import { type Deployment, DeploymentBlocked } from "../../../delivery/ports/deployer";
import type { Promotion } from "../../../delivery/promotion/promotion";
import { CONTRACTS } from "../../infra/release/contracts";
import { manifest } from "../decisions/release/fixture";

/** How a deployment goes in the world. */
export interface Behaviour {
  /** Result of the rollout; it takes a minute. */
  readonly rollout: Deployment["state"];
  /** Share of traffic when it ends. */
  readonly percent: number;
  /** Minutes after the rollout at which the alarm goes off. @default - never */
  readonly alarmAfter?: number;
  /** Minutes after the rollout at which alarms are off that were on long before. @default - none was on */
  readonly alarmUntil?: number;
  /** Minutes after the rollout until which alarms have no data. @default - they have data */
  readonly silentUntil?: number;
  /** Minutes after the rollout at which CodeDeploy undoes it by itself. @default - never */
  readonly undoneAfter?: number;
  /** @default - it works */
  readonly rollbackFails?: boolean;
  /** @default - something ran before */
  readonly first?: boolean;
  /** Minutes for which another deployment goes on. @default - none does */
  readonly blockedFor?: number;
}

/** A process that was killed. */
export class Killed extends Error {}

const MINUTE = 60_000;
const START = Date.parse("2026-03-02T10:00:00Z");

/** An account in memory, which outlives the runs that work in it. Time passes only while somebody waits. */
export class World {
  now = START;
  readonly events = new Map<string, LedgerEvent>();
  readonly incidents = new Map<string, string>();
  readonly tickets = new Map<string, string>();
  readonly started: string[] = [];
  readonly rollbacks: string[] = [];
  readonly finished: string[] = [];
  /** Statements beside the release. */
  readonly kept: string[] = [];
  readonly said: string[] = [];
  /** Change tickets that were closed: the key and the note of each. */
  readonly closed = new Map<string, string>();
  record: PromotionRecord | undefined;
  /** Titles of post-incident reviews, by promotion. */
  readonly reviews = new Map<string, string>();
  /** Calls that the world still answers before the run that makes them is killed. */
  private calls = Number.POSITIVE_INFINITY;
  private readonly startedAt = new Map<string, number>();

  constructor(readonly behaviour: Behaviour) {}

  /** Kills whatever runs, after so many calls of the world; before or after the call has had its effect. */
  killAfter(calls: number): void {
    this.calls = calls;
  }

  promotion(fields: Partial<Promotion> = {}): Promotion {
    const { behaviour } = this;
    const of = <T>(work: () => T): Promise<T> => this.answer(work);
    return {
      release: parseRelease(manifest()),
      environment: "prod",
      owner: "https://github.com/neurocipher/billing/actions/runs/77",
      watchMinutes: 10,
      contract: CONTRACTS.service,
      clock: {
        now: () => new Date(this.now),
        sleep: async (milliseconds) => {
          this.now += milliseconds;
        },
      },
      deployer: {
        current: () => of(() => (behaviour.first ? undefined : "task:1")),
        start: () => of(() => this.startUnblocked("d-1")),
        observe: (id) => of(() => this.observe(id)),
        finish: (id) => of(() => void this.finished.push(id)),
        rollBack: (_, to) => of(() => this.start("d-2", to)),
      },
      artifacts: { copy: () => of(() => undefined) },
      alarms: { states: (names) => of(() => names.map((name) => this.alarm(name))) },
      incidents: {
        open: ({ deployment, description }) =>
          of(() => {
            this.incidents.set(deployment, this.incidents.get(deployment) ?? description);
            return `oi-${deployment}`;
          }),
        openOf: () => of(() => []),
      },
      tickets: {
        openRootCause: ({ deployment, body }) =>
          of(() => {
            this.tickets.set(deployment, this.tickets.get(deployment) ?? body);
            return `https://github.com/neurocipher/billing/issues/${this.tickets.size}`;
          }),
        openReview: ({ promotion, title }) =>
          of(() => {
            this.reviews.set(promotion, this.reviews.get(promotion) ?? title);
            return `https://github.com/neurocipher/billing/issues/9${this.reviews.size}`;
          }),
      },
      changeTickets: {
        close: (id, key, note) => of(() => void this.closed.set(id, `${key}: ${note}`)),
      },
      evidence: {
        put: (_, bundle) => of(() => void this.kept.push(bundle)),
        of: () => of(() => this.kept),
      },
      signing: { sign: (statement) => of(() => statement) },
      promotions: {
        read: () => of(() => this.record),
        write: (record) =>
          of(() => {
            if (record.revision !== (this.record?.revision ?? 0) + 1) return false;
            this.record = record;
            return true;
          }),
      },
      ledger: {
        record: (event) =>
          of(() => {
            if (!this.events.has(eventId(event))) this.events.set(eventId(event), event);
          }),
        eventsOf: () => of(() => [...this.events.values()]),
        allEvents: () => of(() => [...this.events.values()]),
      },
      say: (line) => this.said.push(line),
      ...fields,
    };
  }

  /** The events of one type, in their order. */
  eventsOf<Type extends LedgerEvent["type"]>(type: Type): EventOf<Type>[] {
    const is = (event: LedgerEvent): event is EventOf<Type> => event.type === type;
    return [...this.events.values()].filter(is);
  }

  private async answer<T>(work: () => T): Promise<T> {
    this.calls -= 1;
    if (this.calls === 0) throw new Killed("before");
    const result = work();
    this.calls -= 1;
    if (this.calls === 0) throw new Killed("after");
    return result;
  }

  private startUnblocked(id: string): string {
    const { blockedFor = 0 } = this.behaviour;
    if (this.now >= START + blockedFor * MINUTE) return this.start(id);
    throw new DeploymentBlocked("the deployment", ["d-0 is InProgress"]);
  }

  private start(id: string, to?: string): string {
    if (!this.startedAt.has(id)) {
      this.startedAt.set(id, this.now);
      if (to === undefined) this.started.push(id);
      else this.rollbacks.push(to);
    }
    return id;
  }

  private observe(id: string): Deployment {
    const over = this.now - (this.startedAt.get(id) ?? 0) >= MINUTE;
    const { rollout, percent, rollbackFails } = this.behaviour;
    if (!over) return { id, state: "in-progress", productionPercent: 0, steps: [] };
    if (id === "d-2") {
      const state = rollbackFails ? "failed" : "succeeded";
      return { id, state, productionPercent: 100, steps: [] };
    }
    const wrong = { reason: "an alarm went off", brokenAt: "2026-03-02T10:00:30.000Z" };
    const sound = { id, state: rollout, productionPercent: percent, steps: [] };
    const { undoneAfter = Number.POSITIVE_INFINITY } = this.behaviour;
    if (this.now - (this.startedAt.get(id) ?? 0) >= (1 + undoneAfter) * MINUTE) {
      return { ...sound, ...wrong, state: "rolled-back", rollbackId: "d-undo" };
    }
    if (rollout === "succeeded") return sound;
    return rollout === "rolled-back"
      ? { ...sound, ...wrong, rollbackId: "d-undo" }
      : { ...sound, ...wrong };
  }

  /** All alarms go off together, and are silent again two minutes later. */
  private alarm(name: string): AlarmState {
    const { alarmUntil, silentUntil } = this.behaviour;
    if (silentUntil !== undefined) {
      const until = (this.startedAt.get("d-1") ?? 0) + MINUTE + silentUntil * MINUTE;
      const state = this.now < until ? "INSUFFICIENT_DATA" : "OK";
      const since = new Date(this.now < until ? START : until).toISOString();
      return { name, state, reason: "no datapoints were received", since };
    }
    if (alarmUntil !== undefined) {
      const until = (this.startedAt.get("d-1") ?? 0) + MINUTE + alarmUntil * MINUTE;
      const on = this.now < until;
      const since = new Date(on ? "2026-03-02T09:00:00Z" : until).toISOString();
      return { name, state: on ? "ALARM" : "OK", reason: "nothing answers", since };
    }
    const { alarmAfter = Number.POSITIVE_INFINITY } = this.behaviour;
    const at = (this.startedAt.get("d-1") ?? 0) + MINUTE + alarmAfter * MINUTE;
    const off = this.now >= at && this.now < at + 2 * MINUTE;
    const since = new Date(off ? at : this.now).toISOString();
    return { name, state: off ? "ALARM" : "OK", reason: "errors above 1 %", since };
  }
}
