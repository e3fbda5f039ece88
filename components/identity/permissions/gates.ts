import type { Context } from "../../../infra/context";
import { platformArns } from "../arns";
import { allow, type Statement } from "../statement";

/** What every promotion asks and reports: the change calendar, alarms, incidents. */
export function gatePermissions(context: Context): Statement[] {
  const { regional } = platformArns(context);
  const calendars = regional("ssm", `document/nc-platform-${context.environment}-*`);
  return [
    allow("Calendar", "ssm", ["GetCalendarState"], calendars),
    allow("Incidents", "ssm", ["CreateOpsItem"], "*"),
    allow("IncidentTags", "ssm", ["AddTagsToResource"], regional("ssm", "opsitem/*")),
    allow("Alarms", "cloudwatch", ["DescribeAlarms", "GetMetricData"], "*"),
  ];
}
