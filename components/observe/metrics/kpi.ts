import {
  KPI_NAMESPACE,
  KPI_PERIOD,
  type KpiScope,
  kpiDimensions,
  TARGET_METRICS,
  type TargetKpi,
} from "../../../infra/kpi-metrics";
import type { AlarmCondition, Metric, MetricMath } from "../condition";

/** One KPI of one scope. */
export function kpiMetric(metricName: string, scope: KpiScope): Metric {
  const dimensions = kpiDimensions(scope);
  return { namespace: KPI_NAMESPACE, metricName, dimensions, statistic: "Maximum" };
}

/**
 * One KPI of every workload that has it: whichever the catalog has, or had in the quarter.
 *
 * Source: Amazon CloudWatch user guide, "CloudWatch search expression syntax".
 */
export function kpiOfWorkloads(metricName: string, { environment }: KpiScope): MetricMath {
  const terms = `{${KPI_NAMESPACE},Environment,Service} MetricName="${metricName}" Environment="${environment}"`;
  return {
    metrics: {},
    expression: `SEARCH('${terms}', 'Maximum', ${KPI_PERIOD})`,
    // CloudWatch replaces it by the workload's name ("Using dynamic labels").
    label: `\${PROP('Dim.Service')}`,
  };
}

export interface KpiTargetArgs extends KpiScope {
  /** The KPI that has a target, by its key in `TARGET_METRICS`. */
  readonly kpi: TargetKpi;
  /** What the KPI has to be under: minutes, or percent. */
  readonly target: number;
  /** What is wrong where it is not: a sentence. */
  readonly description: string;
}

/**
 * A KPI is not under its target. It is published once an hour, so one of the last two hours has it: no gap of an hour is a
 * change. A KPI that is not published has no data in this quarter, and misses nothing; that nothing at all is published, the
 * alarm of the function on missing calls says.
 */
export function kpiMissed({ kpi, target, description, ...scope }: KpiTargetArgs): AlarmCondition {
  return {
    description,
    measure: kpiMetric(TARGET_METRICS[kpi], scope),
    period: KPI_PERIOD,
    comparison: ">=",
    threshold: target,
    periods: 2,
    datapoints: 1,
    missingData: "notBreaching",
  };
}
