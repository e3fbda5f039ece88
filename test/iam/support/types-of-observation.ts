import type { Line } from "./takes";

const TAG = "TagResource UntagResource";
const ALARM_READS = "DescribeAlarms ListTagsForResource";

/** Logs, alarms and dashboards. */
export const OBSERVATION_TYPES: Readonly<Record<string, Line>> = {
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": ({ at, inputs }) => [
    at(
      "cloudwatch",
      `alarm:${inputs.alarmName}`,
      `DeleteAlarms PutCompositeAlarm ${TAG}`,
      ALARM_READS,
    ),
  ],
  "aws:cloudwatch/dashboard:Dashboard": ({ account, inputs, on }) => [
    on(
      `arn:aws:cloudwatch::${account}:dashboard/${inputs.dashboardName}`,
      "DeleteDashboards PutDashboard",
      "GetDashboard",
    ),
  ],
  "aws:cloudwatch/metricAlarm:MetricAlarm": ({ at, inputs, serviceRole }) => [
    at("cloudwatch", `alarm:${inputs.name}`, `DeleteAlarms PutMetricAlarm ${TAG}`, ALARM_READS),
    // The first alarm that opens a ticket has CloudWatch make its role.
    ...(String(inputs.alarmActions).includes(":opsitem:")
      ? [serviceRole("ssm.alarms.cloudwatch")]
      : []),
  ],
  "aws:cloudwatch/logGroup:LogGroup": ({ any, at, inputs }) => [
    at(
      "logs",
      `log-group:${inputs.name}`,
      "AssociateKmsKey CreateLogGroup DeleteLogGroup DeleteRetentionPolicy " +
        `PutLogGroupDeletionProtection PutRetentionPolicy ${TAG}`,
      "ListTagsForResource",
    ),
    any("logs", "", "DescribeLogGroups"),
  ],
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": ({ at, inputs }) => [
    at(
      "logs",
      `log-group:${inputs.logGroupName}`,
      "DeleteMetricFilter PutMetricFilter",
      "DescribeMetricFilters",
    ),
  ],
  "aws:cloudtrail/trail:Trail": ({ any, at, inputs, passes }) => [
    at(
      "cloudtrail",
      `trail/${inputs.name}`,
      "AddTags CreateTrail DeleteTrail PutEventSelectors PutInsightSelectors RemoveTags " +
        "StartLogging StopLogging UpdateTrail",
      "GetEventSelectors GetInsightSelectors GetTrailStatus ListTags",
    ),
    any("cloudtrail", "", "DescribeTrails"),
    passes("cloudtrail", inputs.cloudWatchLogsRoleArn),
  ],
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": ({ any }) => [
    any("logs", "DeleteResourcePolicy PutResourcePolicy", "DescribeResourcePolicies"),
  ],
};
