import { type LedgerEvent, parseEvent } from "../../../../delivery/ledger/events";
import type { Facts } from "../../../../sandbox/rehearsal/end/facts";
import { loadTestCatalog } from "../../../support/catalog";
import { settingsOf } from "../../../support/contexts";

/** Identity of the one release that there is. */
const RELEASE = `sha256:${"a".repeat(64)}`;

/** Time of these facts: minutes after 15:00 UTC, as an ISO instant. */
const at = (minute: number) => new Date(Date.UTC(2026, 11, 1, 15, minute)).toISOString();

/** An event of `ingest-worker`, a service, at a minute. */
export function event(
  minute: number,
  environment: LedgerEvent["environment"],
  fields: object,
): LedgerEvent {
  const common = { environment, app: "Neurocipher", workload: "ingest-worker", writer: "run" };
  return parseEvent({ ...common, at: at(minute), ...fields });
}

/** The release's promotion into an environment, each phase at its minute; it has the deployment `d-<environment>`. */
export function promotion(
  environment: LedgerEvent["environment"],
  phases: Readonly<Record<string, number>>,
): LedgerEvent[] {
  return Object.entries(phases).map(([phase, minute]) =>
    event(minute, environment, {
      type: "promotion-phase",
      promotion: `p-${environment}`,
      release: RELEASE,
      deployment: `d-${environment}`,
      phase,
    }),
  );
}

/** The release is known to an environment; its tag was pushed at minute 0. */
export function made(environment: LedgerEvent["environment"]): LedgerEvent {
  return event(1, environment, {
    type: "release-made",
    release: RELEASE,
    version: "v1.0.0",
    commit: "c".repeat(40),
    taggedAt: at(0),
  });
}

/** What users saw of `d-<environment>` was undone from one minute to another, by `d-undo`. */
export function rolledBack(
  environment: LedgerEvent["environment"],
  [from, to]: readonly [number, number],
): LedgerEvent[] {
  const deployment = `d-${environment}`;
  return [
    event(to, environment, {
      type: "rolled-back",
      deployment,
      rollbackDeployment: "d-undo",
      cause: "watch",
      startedAt: at(from),
      productionPercent: 100,
    }),
    event(to, environment, {
      type: "incident-opened",
      incident: `oi-${environment}`,
      deployment,
      title: `${deployment} was rolled back`,
    }),
  ];
}

/** A gate of the release's promotion into an environment answers. */
export function gate(
  minute: number,
  environment: LedgerEvent["environment"],
  name: string,
  verdict: string,
): LedgerEvent {
  return event(minute, environment, {
    type: "gate-decided",
    promotion: `p-${environment}`,
    release: RELEASE,
    gate: name,
    verdict,
    reasons: ["as it is"],
  });
}

/** Facts in which nothing has happened, but for `changes`. */
export async function factsOf(changes: Partial<Facts> = {}): Promise<Facts> {
  return {
    catalog: await loadTestCatalog(),
    settings: { dev: settingsOf("dev"), stg: settingsOf("stg"), prod: settingsOf("prod") },
    now: new Date(at(120)),
    steps: [],
    events: { dev: [], stg: [], prod: [] },
    deployments: { dev: [], stg: [], prod: [] },
    tickets: [],
    ...changes,
  };
}
