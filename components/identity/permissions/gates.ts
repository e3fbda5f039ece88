import type { Scope } from "../../../infra/scope";
import { platformArns } from "../arns";
import { allow, type Statement } from "../statement";

/** What every promotion asks and reports: the change calendar, alarms, incidents. */
export function gatePermissions(scope: Scope): Statement[] {
  const { regional } = platformArns(scope);
  const calendars = regional("ssm", `document/nc-platform-${scope.environment}-*`);
  return [
    allow("Calendar", "ssm", ["GetCalendarState"], calendars),
    allow("Incidents", "ssm", ["CreateOpsItem"], "*"),
    allow("IncidentTags", "ssm", ["AddTagsToResource"], regional("ssm", "opsitem/*")),
    allow("Alarms", "cloudwatch", ["DescribeAlarms", "GetMetricData"], "*"),
  ];
}
