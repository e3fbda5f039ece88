import type { Environment } from "./environments";

/** CloudWatch namespace of the delivery KPIs. */
export const KPI_NAMESPACE = "NC/Kpis";

/** How often the KPIs are published, in seconds: the period of their alarms and graphs. */
export const KPI_PERIOD = 3600;

/** The four KPIs that have a target (CI/CL-002 §19), by their keys in the settings, and the metric of each. */
export const TARGET_METRICS = {
  leadTimeMinutes: "LeadTimeMinutes",
  changeFailurePercent: "ChangeFailurePercent",
  restoreMinutes: "RestoreMinutes",
  rollbackPercent: "RollbackPercent",
} as const;

/** A KPI that has a target, as the settings call it. */
export type TargetKpi = keyof typeof TARGET_METRICS;

/** Whose KPIs a metric has: of an environment alone, of one app in it, or of one workload in it. */
export interface KpiScope {
  readonly environment: Environment;
  /** @default - every app */
  readonly app?: string | undefined;
  /** @default - every workload */
  readonly workload?: string | undefined;
}

/** The dimensions of a scope's metrics: exactly these, as CloudWatch adds nothing up. */
export function kpiDimensions({ environment, app, workload }: KpiScope): Record<string, string> {
  if (workload !== undefined) return { Environment: environment, Service: workload };
  if (app !== undefined) return { Environment: environment, App: app };
  return { Environment: environment };
}

/**
 * The start of the calendar quarter that an instant is in, by UTC: the period of the rollback rate (CI/CL-002 §19),
 * and of what is published.
 *
 * @returns milliseconds since 1970
 */
export function quarterStart(at: Date): number {
  return Date.UTC(at.getUTCFullYear(), Math.floor(at.getUTCMonth() / 3) * 3, 1);
}
