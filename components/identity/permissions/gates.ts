import type { Context } from "../../../infra/context";
import { DELIVERY_NAMESPACE } from "../../../infra/deployments-metric";
import { platformArns } from "../arns";
import { allow, type Statement } from "../statement";

/** What every promotion reads and reports: deployments, the change calendar, alarms and incidents. */
export function gatePermissions(context: Context): Statement[] {
  const { regional } = platformArns(context);
  const calendars = regional("ssm", `document/nc-platform-${context.environment}-*`);
  return [
    // CloudWatch takes no resource for it: the condition on the namespace bounds it.
    allow("Deployments", "cloudwatch", ["PutMetricData"], "*", {
      StringEquals: { "cloudwatch:namespace": DELIVERY_NAMESPACE },
    }),
    allow("Calendar", "ssm", ["GetCalendarState"], calendars),
    allow("Incidents", "ssm", ["CreateOpsItem"], "*"),
    allow("IncidentTags", "ssm", ["AddTagsToResource"], regional("ssm", "opsitem/*")),
    allow("Alarms", "cloudwatch", ["DescribeAlarms", "GetMetricData"], "*"),
  ];
}
