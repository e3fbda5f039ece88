import type { PutMetricDataInput } from "@aws-sdk/client-cloudwatch";
import { KPI_NAMESPACE } from "../../infra/kpi-metrics";
import type { KpiDatum } from "./metrics";

/** Most metrics of one call (CloudWatch API, PutMetricData: 1000 metrics, and 1 MB). */
const AT_ONCE = 1000;

/** Publishes every value at one time, in as few calls as CloudWatch takes. */
export async function publish(
  metrics: readonly KpiDatum[],
  at: Date,
  put: (data: PutMetricDataInput) => Promise<unknown>,
): Promise<void> {
  for (let from = 0; from < metrics.length; from += AT_ONCE) {
    const some = metrics.slice(from, from + AT_ONCE);
    await put({
      Namespace: KPI_NAMESPACE,
      MetricData: some.map(({ name, dimensions, value, unit }) => ({
        MetricName: name,
        Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
        Timestamp: at,
        Value: value,
        Unit: unit,
      })),
    });
  }
}
