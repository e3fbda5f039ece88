import type { LedgerEvent } from "../../delivery/ledger/events";
import { groupBy } from "../../delivery/ledger/kpi/group-by";
import { type Kpis, kpis } from "../../delivery/ledger/kpi/kpis";
import type { Environment } from "../../infra/environments";
import {
  type KpiScope,
  kpiDimensions,
  quarterStart,
  TARGET_METRICS,
} from "../../infra/kpi-metrics";

/** One value of one metric of CloudWatch. */
export interface KpiDatum {
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly value: number;
  /** Unit of CloudWatch; it has none for minutes, nor for a rate by day. */
  readonly unit: "Count" | "None" | "Percent";
}

/** What the metrics of an environment are computed from. */
export interface KpiFacts {
  readonly environment: Environment;
  /** Every event of the environment's ledger, in any order. */
  readonly events: readonly LedgerEvent[];
  readonly now: Date;
}

/**
 * The KPIs of the calendar quarter until now, as `nc kpi` answers them: all numbers of the environment, and of each
 * app and workload those that have a target, with the number of deployments they are from. What nothing was
 * measured for has no value. An app or a workload of which nothing was measured has none at all.
 */
export function kpiMetrics({ environment, events, now }: KpiFacts): readonly KpiDatum[] {
  const period = { from: quarterStart(now), to: now.getTime() };
  const of = (some: readonly LedgerEvent[]) => kpis(some, { environment, ...period });
  const own = events.filter((each) => each.environment === environment);
  const whole = of(own);
  const apps = [...groupBy(own, ({ app }) => app)];
  const workloads = [...groupBy(own, ({ workload }) => workload)];
  return [
    ...dataOf({ environment }, [...targets(whole), ...others(whole)]),
    ...apps.flatMap(([app, some]) => partOf({ environment, app }, of(some))),
    ...workloads.flatMap(([workload, some]) => partOf({ environment, workload }, of(some))),
  ];
}

/** A metric of a scope: its name, its value where something was measured, and its unit. */
type Row = readonly [string, number | undefined, KpiDatum["unit"]];

function targets(found: Kpis): readonly Row[] {
  return [
    [TARGET_METRICS.leadTimeMinutes, found.leadTime.median, "None"],
    [TARGET_METRICS.changeFailurePercent, found.changeFailurePercent, "Percent"],
    [TARGET_METRICS.restoreMinutes, found.restoreMinutes, "None"],
    [TARGET_METRICS.rollbackPercent, found.rollbackPercent, "Percent"],
    ["Deployments", found.deployments, "Count"],
  ];
}

function others(found: Kpis): readonly Row[] {
  return [
    ["DeploymentsPerDay", found.deploymentsPerDay, "None"],
    ["LeadTimeP90Minutes", found.leadTime.p90, "None"],
    ["MachineLeadTimeMinutes", found.machineLeadTime.median, "None"],
    ["MachineLeadTimeP90Minutes", found.machineLeadTime.p90, "None"],
    ["NotRestored", found.notRestored, "Count"],
    ["StoppedBeforeUsers", found.stoppedBeforeUsers, "Count"],
  ];
}

/** What a part of the environment has; nothing where nothing of it was measured. */
function partOf(scope: KpiScope, found: Kpis): readonly KpiDatum[] {
  const isQuiet = found.deployments === 0 && found.restoreMinutes === undefined;
  return isQuiet ? [] : dataOf(scope, targets(found));
}

function dataOf(scope: KpiScope, rows: readonly Row[]): readonly KpiDatum[] {
  const dimensions = kpiDimensions(scope);
  return rows.flatMap(([name, value, unit]) =>
    value === undefined ? [] : [{ name, dimensions, value, unit }],
  );
}
