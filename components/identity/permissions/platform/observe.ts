import type { Context } from "../../../../infra/context";
import {
  CANARY_LOG_GROUPS,
  CLUSTER_LOG_GROUP,
  SHARED_CLUSTER,
} from "../../../../infra/naming/platform-names";
import { platformArns } from "../../arns";
import { allow, type Statement } from "../../statement";

const TAG = ["TagResource", "UntagResource"];

const LOG_CHANGES = [
  "AssociateKmsKey",
  "CreateLogGroup",
  "DeleteLogGroup",
  "DeleteMetricFilter",
  "DeleteRetentionPolicy",
  "PutLogGroupDeletionProtection",
  "PutMetricFilter",
  "PutRetentionPolicy",
  ...TAG,
];

/** Actions that a VPC's flow logs and an API's access logs need. */
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

/** Manages log groups, alarms, dashboards and canaries. It reads no log. */
export function observePermissions(context: Context): Statement[] {
  const { anyRegion, regional } = platformArns(context);
  // The ARN that AWS checks may have `:*` after the name.
  const groups = ["/nc/*", `${CLUSTER_LOG_GROUP}*`, CANARY_LOG_GROUPS];
  return [
    allow(
      "LogGroups",
      "logs",
      LOG_CHANGES,
      groups.map((name) => anyRegion("logs", `log-group:${name}`)),
    ),
    allow("LogDelivery", "logs", LOG_DELIVERY, "*"),
    allow("Alarms", "cloudwatch", ALARM_CHANGES, anyRegion("cloudwatch", "alarm:nc-*")),
    // A scaling policy makes its alarms as the caller (Application Auto Scaling user guide,
    // "Permissions required to work with scaling policies").
    allow(
      "ScalingAlarms",
      "cloudwatch",
      ["DeleteAlarms", "PutMetricAlarm"],
      regional("cloudwatch", `alarm:TargetTracking-service/${SHARED_CLUSTER}/nc-*`),
    ),
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
