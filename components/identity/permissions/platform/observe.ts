import type { Context } from "../../../../infra/context";
import { CANARY_LOG_GROUPS, CLUSTER_LOG_GROUP } from "../../../../infra/naming/exceptions";
import { platformArns } from "../../arns";
import { allow, type Statement } from "../../statement";

const TAG = ["TagResource", "UntagResource"];

const LOG_CHANGES = [
  "AssociateKmsKey",
  "CreateLogGroup",
  "DeleteLogGroup",
  "DeleteRetentionPolicy",
  "PutLogGroupDeletionProtection",
  "PutRetentionPolicy",
  ...TAG,
];

/** Of a VPC's flow logs, and of an API's requests. */
const LOG_DELIVERY = [
  "CreateLogDelivery",
  "DeleteLogDelivery",
  "DeleteResourcePolicy",
  "GetLogDelivery",
  "ListLogDeliveries",
  "PutResourcePolicy",
  "UpdateLogDelivery",
];

const ALARM_CHANGES = ["DeleteAlarms", "PutCompositeAlarm", "PutMetricAlarm", ...TAG];

const CANARY_CHANGES = ["DeleteCanary", "StartCanary", "StopCanary", "UpdateCanary", ...TAG];

/** Log groups, alarms, dashboards and canaries; it reads no log. */
export function observePermissions(context: Context): Statement[] {
  const { everywhere, regional } = platformArns(context);
  // What AWS checks may end in `:*` beyond the name.
  const groups = ["/nc/*", `${CLUSTER_LOG_GROUP}*`, CANARY_LOG_GROUPS];
  return [
    allow(
      "LogGroups",
      "logs",
      LOG_CHANGES,
      groups.map((name) => everywhere("logs", `log-group:${name}`)),
    ),
    allow("LogDelivery", "logs", LOG_DELIVERY, "*"),
    allow("Alarms", "cloudwatch", ALARM_CHANGES, everywhere("cloudwatch", "alarm:nc-*")),
    allow(
      "Dashboards",
      "cloudwatch",
      ["DeleteDashboards", "PutDashboard"],
      `arn:aws:cloudwatch::${context.settings.accountId}:dashboard/nc-*`,
    ),
    allow("NewCanaries", "synthetics", ["CreateCanary"], "*"),
    allow("Canaries", "synthetics", CANARY_CHANGES, regional("synthetics", "canary:nc-*")),
  ];
}
