import { KPI_PERIOD, type KpiScope, TARGET_METRICS } from "../../../infra/kpi-metrics";
import type { Settings } from "../../../infra/settings/parse";
import type { Measure } from "../condition";
import { graph, type Widget } from "../dashboard/graph";
import { kpiMetric, kpiOfWorkloads } from "../metrics/kpi";
import { KPI_TARGETS } from "./targets";

/** Both apps of the specification. */
const APPS = ["Neurocipher", "AuditHound"];

/** The dashboard of the KPIs of an environment: each against its target, by app and by workload, and what they are from. */
export function kpiWidgets({ environment, kpi: targets }: Settings): Widget[] {
  const scope = { environment };
  return [
    ...KPI_TARGETS.flatMap(({ kpi, title }) => {
      const metric = TARGET_METRICS[kpi];
      return [
        graph({ title, lines: wholeLines(metric, scope, targets[kpi]), width: 12 }),
        graph({
          title: `${title}, by workload`,
          lines: [hourly(kpiOfWorkloads(metric, scope))],
          width: 12,
        }),
      ];
    }),
    graph({ title: "Deployments of the quarter", lines: wholeLines("Deployments", scope) }),
    graph({
      title: "Lead time without waiting for people, minutes",
      lines: [
        hourly(kpiMetric("MachineLeadTimeMinutes", scope), "median"),
        hourly(kpiMetric("MachineLeadTimeP90Minutes", scope), "p90"),
        hourly(kpiMetric("LeadTimeP90Minutes", scope), "p90, with waiting"),
      ],
    }),
    graph({
      title: "Not restored yet, and stopped before users",
      lines: [
        hourly(kpiMetric("NotRestored", scope), "not restored yet"),
        hourly(kpiMetric("StoppedBeforeUsers", scope), "stopped before users"),
      ],
    }),
  ];
}

/** A KPI of the environment and of each app. */
function wholeLines(metric: string, scope: KpiScope, threshold?: number) {
  return [
    { ...hourly(kpiMetric(metric, scope), "all workloads"), threshold },
    ...APPS.map((app) => hourly(kpiMetric(metric, { ...scope, app }), app)),
  ];
}

function hourly(measure: Measure, label?: string) {
  return { measure, period: KPI_PERIOD, label };
}
