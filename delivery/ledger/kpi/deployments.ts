import type { EventOf, LedgerEvent } from "../events";
import { groupBy } from "./group-by";

/** One deployment into one environment, as its events tell it. */
export interface Deployment {
  /** Id of its promotion; of flags, which are not promoted, of the deployment itself. */
  readonly promotion: string;
  /** Identity of its release, `sha256:...`. @default - flags, which belong to no release */
  readonly release?: string;
  readonly workload: string;
  /** How it ended. */
  readonly result: "succeeded" | "rolled-back" | "failed";
  /** When it ended, in milliseconds since 1970. */
  readonly endedAt: number;
  /** Every time that it was undone; several for one deployment are one rollback. */
  readonly rollbacks: readonly EventOf<"rolled-back">[];
  /** Incidents that name it as their cause. */
  readonly incidents: readonly EventOf<"incident-opened">[];
}

const ENDS = ["succeeded", "rolled-back", "failed"] as const;

/**
 * The deployments that have ended: promotions that reached `deploying`. One that still runs is not
 * counted yet, and one that was cancelled or refused before it deployed anything never is. A redeployment
 * of the same release is a deployment of its own, and so is one of flags.
 *
 * Events are joined by id alone, whatever their order and times.
 */
export function endedDeployments(events: readonly LedgerEvent[]): readonly Deployment[] {
  const undone = groupBy(ofType(events, "rolled-back"), ({ deployment }) => deployment);
  const named = groupBy(ofType(events, "incident-opened"), ({ deployment }) => deployment);
  const promotions = groupBy(ofType(events, "promotion-phase"), ({ promotion }) => promotion);
  const undoing = (ids: readonly string[]) => ({
    rollbacks: ids.flatMap((id) => undone.get(id) ?? []),
    incidents: ids.flatMap((id) => named.get(id) ?? []),
  });
  const flags = ofType(events, "flags-deployed").map(({ deployment, workload, at }): Deployment => {
    const result = undone.has(deployment) ? "rolled-back" : "succeeded";
    const endedAt = Date.parse(at);
    return { promotion: deployment, workload, result, endedAt, ...undoing([deployment]) };
  });
  const released = [...promotions].flatMap(([promotion, own]): readonly Deployment[] => {
    const end = own.find(({ phase }) => ENDS.some((result) => result === phase));
    const result = ENDS.find((each) => each === end?.phase);
    if (end === undefined || result === undefined) return [];
    if (!own.some(({ phase }) => phase === "deploying")) return [];
    const { release, workload, at } = end;
    const ids = [...new Set(own.flatMap(({ deployment }) => deployment ?? []))];
    const endedAt = Date.parse(at);
    return [{ promotion, release, workload, result, endedAt, ...undoing(ids) }];
  });
  return [...released, ...flags];
}

/** Ids of the deployments that somebody has made by `nc`, ended or not: of promotions, and of flags. */
export function knownDeployments(events: readonly LedgerEvent[]): ReadonlySet<string> {
  return new Set([
    ...ofType(events, "promotion-phase").flatMap(({ deployment }) => deployment ?? []),
    ...ofType(events, "flags-deployed").map(({ deployment }) => deployment),
  ]);
}

/** Whether it was undone, in its rollout or after it. */
export function isRolledBack({ result, rollbacks }: Deployment): boolean {
  return result === "rolled-back" || rollbacks.length > 0;
}

/** Whether it was undone before any user's request reached it. */
export function isStoppedBeforeUsers({ rollbacks }: Deployment): boolean {
  return rollbacks.length > 0 && rollbacks.every((each) => each.productionPercent === 0);
}

/**
 * Whether users had to be saved from it: it was rolled back, failed or caused an incident, and was not
 * stopped before any of them saw it. One of which that is unknown counts as failed.
 */
export function isChangeFailure(deployment: Deployment): boolean {
  if (isStoppedBeforeUsers(deployment)) return false;
  const { result, incidents } = deployment;
  return isRolledBack(deployment) || result === "failed" || incidents.length > 0;
}

/** The events of one type. */
export function ofType<Type extends LedgerEvent["type"]>(
  events: readonly LedgerEvent[],
  type: Type,
): readonly EventOf<Type>[] {
  return events.filter((event): event is EventOf<Type> => event.type === type);
}
