import type { Owner } from "./naming/names";

/** Namespace of the metrics that delivery itself publishes. */
export const DELIVERY_NAMESPACE = "NC/Delivery";

/**
 * The metric of deployments: whoever shifts traffic publishes 1 as the shift begins, with exactly
 * these dimensions. CloudWatch draws no events of its own, and annotations of a dashboard are
 * fixed text, so this is how dashboards show when a deployment was.
 */
export function deploymentsMetric({ service, environment }: Owner) {
  return {
    namespace: DELIVERY_NAMESPACE,
    metricName: "Deployments",
    dimensions: { Service: service, Environment: environment },
    statistic: "Sum",
  } as const;
}
