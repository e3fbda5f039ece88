import type { Outputs } from "../support/inputs";
import type { PlannedOf } from "../support/plan";
import { given } from "../support/unknowns";

export const METRIC_ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
export const COMPOSITE_ALARM = "aws:cloudwatch/compositeAlarm:CompositeAlarm";

/** One metric that an alarm reads, itself or in a query. */
export interface Metric {
  /** Input that says so. */
  readonly key: "dimensions" | "metricQueries";
  readonly namespace: unknown;
  readonly metricName: unknown;
  /** Value by name of the dimension. */
  readonly dimensions: Outputs<typeof METRIC_ALARM>["dimensions"];
}

/** What a metric alarm reads, as far as it is known. */
export function metricsOf(props: Outputs<typeof METRIC_ALARM>): Metric[] {
  const own = { ...props, key: "dimensions" as const };
  const queried = given(props.metricQueries).flatMap(({ metric }) =>
    metric === undefined ? [] : [{ ...metric, key: "metricQueries" as const }],
  );
  return [own, ...queried]
    .filter(({ metricName }) => metricName !== undefined)
    .map(({ key, namespace, metricName, dimensions }) => ({
      key,
      namespace,
      metricName,
      dimensions,
    }));
}

/** The name of an alarm of either kind. */
export function alarmName(alarm: PlannedOf<typeof METRIC_ALARM | typeof COMPOSITE_ALARM>): unknown {
  return alarm.type === COMPOSITE_ALARM ? alarm.props.alarmName : alarm.props.name;
}
