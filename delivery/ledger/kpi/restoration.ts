import type { LedgerEvent } from "../events";
import type { Deployment } from "./deployments";
import { isStoppedBeforeUsers, knownDeployments, ofType } from "./deployments";
import { minutesOf } from "./span";

/** One time in which service was impaired. */
export interface Restoration {
  /** When it began, in milliseconds since 1970. */
  readonly startedAt: number;
  /** Minutes until service was restored. @default - it is not restored yet */
  readonly minutes?: number;
}

/**
 * Every impairment of service: one for each deployment that failed users, and one for each incident that
 * no deployment caused, or one of which the ledger knows nothing. It begins with the first breach or incident. It ends when an incident says that
 * service was restored; where none says so, when the last rollback was done; else when its incidents were
 * closed.
 */
export function restorations(
  events: readonly LedgerEvent[],
  deployments: readonly Deployment[],
): readonly Restoration[] {
  const closed = ofType(events, "incident-closed");
  const ended = (incidents: readonly { incident: string }[], rolledBackAt: readonly number[]) => {
    const own = incidents.map(({ incident }) => closed.find((each) => each.incident === incident));
    const restored = own.flatMap((each) => each?.restoredAt ?? []).map(Date.parse);
    if (restored.length > 0) return Math.max(...restored);
    if (rolledBackAt.length > 0) return Math.max(...rolledBackAt);
    if (own.includes(undefined)) return undefined;
    return Math.max(...own.flatMap((each) => each?.at ?? []).map(Date.parse));
  };
  const restoration = (starts: readonly string[], to: number | undefined): Restoration => {
    const startedAt = Math.min(...starts.map(Date.parse));
    if (to === undefined) return { startedAt };
    return { startedAt, minutes: minutesOf({ from: startedAt, to }) };
  };

  const caused = deployments
    .filter((each) => !isStoppedBeforeUsers(each))
    .filter(({ rollbacks, incidents }) => rollbacks.length + incidents.length > 0)
    .map(({ rollbacks, incidents }) => {
      const starts = [...rollbacks.map((each) => each.startedAt), ...incidents.map(({ at }) => at)];
      const rolledBackAt = rollbacks.map(({ at }) => Date.parse(at));
      return restoration(starts, ended(incidents, rolledBackAt));
    });
  const known = knownDeployments(events);
  const undone = ofType(events, "rolled-back");
  const alone = ofType(events, "incident-opened")
    .filter(({ deployment }) => deployment === undefined || !known.has(deployment))
    .map((each) => {
      const rollbacks = undone.filter(({ deployment }) => deployment === each.deployment);
      const starts = [each.at, ...rollbacks.map(({ startedAt }) => startedAt)];
      const rolledBackAt = rollbacks.map(({ at }) => Date.parse(at));
      return restoration(starts, ended([each], rolledBackAt));
    });
  return [...caused, ...alone];
}
