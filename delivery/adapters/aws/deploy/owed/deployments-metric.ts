import { deploymentsMetric } from "../../../../../infra/deployments-metric";
import type { Target } from "../target";

/** Seconds of the period in which one deployment is one datum. */
const PERIOD = 60;

/**
 * Publishes that a deployment began to have traffic at `since`: what that minute has already is left.
 */
export async function publishDeployment({ clients, contract }: Target, since: Date): Promise<void> {
  const { namespace, metricName, dimensions, statistic } = deploymentsMetric(contract);
  const named = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  const start = new Date(Math.floor(since.getTime() / (PERIOD * 1000)) * PERIOD * 1000);
  const cloudWatch = await clients.cloudWatch();
  const { MetricDataResults } = await cloudWatch.getMetricData({
    StartTime: start,
    EndTime: new Date(start.getTime() + PERIOD * 1000),
    MetricDataQueries: [
      {
        Id: "deployments",
        MetricStat: {
          Metric: { Namespace: namespace, MetricName: metricName, Dimensions: named },
          Period: PERIOD,
          Stat: statistic,
        },
      },
    ],
  });
  if ((MetricDataResults?.[0]?.Values ?? []).length > 0) return;
  await cloudWatch.putMetricData({
    Namespace: namespace,
    MetricData: [
      { MetricName: metricName, Dimensions: named, Timestamp: since, Value: 1, Unit: "Count" },
    ],
  });
}
