import { type Kpis, kpis } from "../../../delivery/ledger/kpi/kpis";
import { ENVIRONMENTS, type Environment } from "../../../infra/environments";
import type { Facts } from "./facts";

/** One of the four KPIs that have a target (CI/CL-002 §19). */
export const TARGETS = [
  { name: "leadTimeMinutes", label: "lead time", unit: "min" },
  { name: "changeFailurePercent", label: "change failures", unit: "%" },
  { name: "restoreMinutes", label: "time to restore", unit: "min" },
  { name: "rollbackPercent", label: "rollbacks", unit: "%" },
] as const;

/** Name of a KPI that has a target, as the settings call it. */
export type TargetName = (typeof TARGETS)[number]["name"];

/** What was measured of one KPI. */
export interface Measured {
  /** Nothing where nothing was measured. */
  readonly value?: number | undefined;
  readonly target: number;
  /** Whether the value is below the target. @default - there is no value */
  readonly isMet?: boolean | undefined;
}

/** The KPIs of an environment: of all its workloads, of those of an app, or of one. */
export interface KpiRow {
  readonly environment: Environment;
  /** @default - every app */
  readonly app?: string | undefined;
  /** @default - every workload of the app */
  readonly workload?: string | undefined;
  readonly deployments: number;
  readonly measured: Readonly<Record<TargetName, Measured>>;
}

/** What KPIs are computed from. */
type KpiFacts = Pick<Facts, "catalog" | "settings" | "now" | "events">;

/**
 * The KPIs of what a rehearsal has delivered: for each environment of all, of each app and of each workload.
 * Where nothing was deployed there is no row. Lead time ends in prod, and is measured there alone.
 */
export function kpiRows(facts: KpiFacts): readonly KpiRow[] {
  const { catalog, settings, now, events } = facts;
  const apps = [...new Set(catalog.map(({ app }) => app))];
  const subjects = [
    {},
    ...apps.flatMap((app) => [
      { app },
      ...catalog.flatMap((each) => (each.app === app ? [{ app, workload: each.name }] : [])),
    ]),
  ];
  return ENVIRONMENTS.flatMap((environment) =>
    subjects.flatMap((subject) => {
      const period = { from: 0, to: now.getTime() + 1 };
      const found = kpis(events[environment], { environment, ...period, ...subject });
      if (found.deployments === 0) return [];
      const { deployments } = found;
      const measured = measure(found, environment, settings[environment].kpi);
      return [{ environment, ...subject, deployments, measured }];
    }),
  );
}

function measure(
  found: Kpis,
  environment: Environment,
  targets: Readonly<Record<TargetName, number>>,
): Record<TargetName, Measured> {
  const against = (name: TargetName, value: number | undefined): Measured => ({
    value,
    target: targets[name],
    isMet: value === undefined ? undefined : value < targets[name],
  });
  const leadTime = environment === "prod" ? found.leadTime.median : undefined;
  return {
    leadTimeMinutes: against("leadTimeMinutes", leadTime),
    changeFailurePercent: against("changeFailurePercent", found.changeFailurePercent),
    restoreMinutes: against("restoreMinutes", found.restoreMinutes),
    rollbackPercent: against("rollbackPercent", found.rollbackPercent),
  };
}
