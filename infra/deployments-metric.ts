import type { Owner } from "./naming/names";

/** CloudWatch namespace of the metrics that releases publish. */
export const DELIVERY_NAMESPACE = "NC/Delivery";

/**
 * The metric of deployments: a release publishes 1 when it begins to shift traffic, with exactly these
 * dimensions. Dashboards draw it to show when a deployment was, as CloudWatch draws no events. Its maximum is
 * the same however often one deployment is published: a call whose answer is lost is made again.
 */
export function deploymentsMetric({ service, environment }: Owner) {
  return {
    namespace: DELIVERY_NAMESPACE,
    metricName: "Deployments",
    dimensions: { Service: service, Environment: environment },
    statistic: "Maximum",
  } as const;
}
