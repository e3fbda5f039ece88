import { DELIVERY_NAMESPACE } from "../../../infra/delivery-metric";
import { allow, type Statement } from "../statement";

/**
 * Publishes when a deployment was, for dashboards. CloudWatch takes no resource for it: the
 * namespace is what binds it.
 */
export function deploymentsMetricPermissions(): Statement[] {
  return [
    allow("Deployments", "cloudwatch", ["PutMetricData"], "*", {
      StringEquals: { "cloudwatch:namespace": DELIVERY_NAMESPACE },
    }),
  ];
}
