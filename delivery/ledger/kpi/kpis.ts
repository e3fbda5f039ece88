import { eventId } from "../event-id";
import type { LedgerEvent } from "../events";
import {
  endedDeployments,
  isChangeFailure,
  isRolledBack,
  isStoppedBeforeUsers,
} from "./deployments";
import { leadTimes } from "./lead-time";
import { restorations } from "./restoration";
import { mean, median, percentile, share } from "./statistics";

/** What is counted: the events of one environment in a period, of all workloads or of some. */
export interface KpiQuery {
  readonly environment: LedgerEvent["environment"];
  /** The period, its start included and its end not, in milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  /** @default - every workload */
  readonly workload?: string | undefined;
  /** @default - both apps */
  readonly app?: LedgerEvent["app"] | undefined;
}

/** The delivery KPIs of `docs/kpis.md`; a number that nothing was measured for is left out. */
export interface Kpis {
  /** Deployments that ended. */
  readonly deployments: number;
  readonly deploymentsPerDay: number;
  /** Minutes from tag to prod, waiting for people included. */
  readonly leadTime: Spread;
  /** Minutes from tag to prod without the time in which people were waited for. */
  readonly machineLeadTime: Spread;
  /** Deployments that failed users, in percent of all. */
  readonly changeFailurePercent?: number | undefined;
  /** Mean minutes until service was restored. */
  readonly restoreMinutes?: number | undefined;
  /** Impairments that began in the period and are not restored yet. */
  readonly notRestored: number;
  /** Deployments that were rolled back, in percent of all. */
  readonly rollbackPercent?: number | undefined;
  /** Rollouts that were stopped before users saw them. */
  readonly stoppedBeforeUsers: number;
}

/** A median and the value that nine of ten do not exceed; left out where nothing was measured. */
export interface Spread {
  readonly median?: number | undefined;
  readonly p90?: number | undefined;
}

const DAY = 24 * 60 * 60 * 1000;

/**
 * The KPIs of a period (CI/CL-002 §19). A deployment and a lead time belong to the period in which they
 * ended, an impairment to the one in which it began.
 *
 * @param events - of the ledger, in any order, and some of them twice if need be; those from before the
 *   period too, since what ended in it may have begun before it
 */
export function kpis(events: readonly LedgerEvent[], query: KpiQuery): Kpis {
  const { environment, from, to, workload, app } = query;
  const once = new Map(events.map((event) => [eventId(event), event]));
  const own = [...once.values()].filter(
    (each) =>
      each.environment === environment &&
      (workload === undefined || each.workload === workload) &&
      (app === undefined || each.app === app),
  );
  const within = (at: number) => from <= at && at < to;
  const all = endedDeployments(own);
  const deployments = all.filter(({ endedAt }) => within(endedAt));
  const times = leadTimes(own, all).filter(({ endedAt }) => within(endedAt));
  const impairments = restorations(own, all).filter(({ startedAt }) => within(startedAt));
  const count = deployments.length;
  return {
    deployments: count,
    deploymentsPerDay: (count * DAY) / (to - from),
    leadTime: spread(times.map(({ minutes }) => minutes)),
    machineLeadTime: spread(times.map(({ machineMinutes }) => machineMinutes)),
    changeFailurePercent: share(deployments.filter(isChangeFailure).length, count),
    restoreMinutes: mean(impairments.flatMap(({ minutes }) => minutes ?? [])),
    notRestored: impairments.filter(({ minutes }) => minutes === undefined).length,
    rollbackPercent: share(deployments.filter(isRolledBack).length, count),
    stoppedBeforeUsers: deployments.filter(isStoppedBeforeUsers).length,
  };
}

function spread(values: readonly number[]): Spread {
  return { median: median(values), p90: percentile(values, 90) };
}
