import type { TargetKpi } from "../../../infra/kpi-metrics";

/** How people are shown a KPI that has a target (CI/CL-002 §19). */
export interface KpiTarget {
  readonly kpi: TargetKpi;
  /** Last part of its alarm's name. */
  readonly component: string;
  /** Title of its graph, with the unit. */
  readonly title: string;
  /** What is so while the target is missed. */
  missed(target: number): string;
}

/** The four KPIs that have a target. */
export const KPI_TARGETS: readonly KpiTarget[] = [
  {
    kpi: "leadTimeMinutes",
    component: "kpi-lead-time",
    title: "Median lead time, minutes",
    missed: (target) => `This quarter's median lead time is not under ${target} minutes.`,
  },
  {
    kpi: "changeFailurePercent",
    component: "kpi-change-failures",
    title: "Change failure rate, %",
    missed: (target) => `This quarter's change failure rate is not under ${target} %.`,
  },
  {
    kpi: "restoreMinutes",
    component: "kpi-time-to-restore",
    title: "Mean time to restore, minutes",
    missed: (target) => `This quarter's mean time to restore is not under ${target} minutes.`,
  },
  {
    kpi: "rollbackPercent",
    component: "kpi-rollbacks",
    title: "Rollback rate, %",
    missed: (target) => `This quarter's rollback rate is not under ${target} %.`,
  },
];
