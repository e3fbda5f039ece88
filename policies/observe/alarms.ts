import type { Planned } from "../support/rule";
import { type Props, valuesAt } from "../support/unknowns";

export const METRIC_ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
export const COMPOSITE_ALARM = "aws:cloudwatch/compositeAlarm:CompositeAlarm";

/** One metric that an alarm reads, itself or in a query. */
export interface Read {
  /** Input that says so. */
  readonly key: "dimensions" | "metricQueries";
  readonly namespace: unknown;
  readonly metricName: unknown;
  readonly dimensions: unknown;
}

/** What a metric alarm reads, as far as it is known. */
export function metricsOf(props: Props): Read[] {
  const read = (key: Read["key"], metric: unknown): Read[] => {
    if (!(metric instanceof Object)) return [];
    const { namespace, metricName, dimensions } = metric as Props;
    return metricName === undefined ? [] : [{ key, namespace, metricName, dimensions }];
  };
  return [
    ...read("dimensions", props),
    ...valuesAt(props, "metricQueries.*.metric").flatMap((each) => read("metricQueries", each)),
  ];
}

/** The name of an alarm of either kind. */
export function alarmName({ type, props }: Planned): unknown {
  return type === COMPOSITE_ALARM ? props.alarmName : props.name;
}
