import type { AwsClients } from "../../../../../delivery/adapters/aws/clients";

/** How many deployments of a workload in stg the dashboards show for the hour before `until`. */
export async function deploymentsCounted(
  clients: AwsClients,
  workload: string,
  until: Date,
): Promise<number> {
  const cloudWatch = await clients.cloudWatch();
  const { MetricDataResults } = await cloudWatch.getMetricData({
    StartTime: new Date(until.getTime() - 3_600_000),
    EndTime: until,
    MetricDataQueries: [
      {
        Id: "m",
        MetricStat: {
          Metric: {
            Namespace: "NC/Delivery",
            MetricName: "Deployments",
            Dimensions: [
              { Name: "Service", Value: workload },
              { Name: "Environment", Value: "stg" },
            ],
          },
          Period: 60,
          Stat: "Maximum",
        },
      },
    ],
  });
  return (MetricDataResults?.[0]?.Values ?? []).reduce((sum, each) => sum + each, 0);
}
