import { describeValidation } from "../validation";

const GROUP =
  "arn:aws:logs:ca-central-1:111111111111:log-group:/nc/dev/platform/logs/audit-trail:*";

describeValidation("CloudTrail", [
  [
    "aws:cloudtrail/trail:Trail",
    {
      name: "nc-platform-dev-audit-trail",
      s3BucketName: "nc-platform-dev-audit-trail-111111111111",
      cloudWatchLogsGroupArn: GROUP,
      cloudWatchLogsRoleArn: "arn:aws:iam::111111111111:role/nc-platform-dev-audit-trail",
    },
    [
      [{ s3BucketName: undefined }, "s3BucketName is missing: expected a value"],
      [
        { cloudWatchLogsRoleArn: undefined },
        "cloudWatchLogsRoleArn is missing: expected a role where there is a log group, and none elsewhere",
      ],
      [
        { cloudWatchLogsGroupArn: GROUP.slice(0, -2) },
        `cloudWatchLogsGroupArn is "${GROUP.slice(0, -2)}": expected an ARN that ends with ":*"`,
      ],
    ],
  ],
]);
