import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import { platformNames } from "../../infra/naming/platform-names";
import { platformArns } from "../identity/arns";
import { serviceRole } from "../identity/service-role";
import { allow, policyText } from "../identity/statement";
import { logGroup } from "../observe/log-group";
import { PrivateBucket } from "../storage/private-bucket";

/** The service that writes the trail. */
const CLOUDTRAIL = "cloudtrail.amazonaws.com";

/** How long a replaced version is kept, in days, where no object lock keeps it longer. */
const RETENTION = { days: 30 };

export interface AuditTrailArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
  /** ARN of the environment's KMS key `audit`, whose policy lets CloudTrail encrypt. */
  auditKeyArn: pulumi.Input<string>;
  /** ARN of the environment's KMS key `logs`. */
  logsKeyArn: pulumi.Input<string>;
  /** ARN of the managed policy that is the permissions boundary of every role. */
  permissionsBoundaryArn: pulumi.Input<string>;
}

/**
 * The account's record of every management call, in all regions, reads included: in a bucket, with
 * digests that show a file that was changed or is missing, and in a log group, from which alarms are
 * made. In prod nobody deletes a file before its time. No role of the program can stop or change the
 * trail, so an administrator makes it (docs/decisions/0031).
 */
export class AuditTrail extends pulumi.ComponentResource {
  /** ARN of the trail. */
  readonly arn: pulumi.Output<string>;
  /** Name of the log group that has the trail's events of all regions, one JSON document each. */
  readonly logGroupName: pulumi.Output<string>;

  constructor(name: string, args: AuditTrailArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:audit:AuditTrail", name, {}, opts);
    const { context, auditKeyArn, logsKeyArn, permissionsBoundaryArn } = args;
    const { accountId, auditRetentionDays, environment } = context.settings;
    const { auditBucket, auditTrail } = platformNames(context.settings);
    const arns = platformArns(context);
    const child = { parent: this };

    const bucket = new PrivateBucket(
      name,
      {
        context,
        component: `audit-trail-${accountId}`,
        keyArn: auditKeyArn,
        writer: CLOUDTRAIL,
        lockDays: environment === "prod" ? auditRetentionDays : undefined,
        expireDays: auditRetentionDays,
        retention: RETENTION,
        statements: deliveryStatements(context, auditBucket),
      },
      child,
    );
    const group = logGroup(name, { context, key: "audit-trail", logsKeyArn }, child);
    const role = serviceRole(
      name,
      {
        context,
        component: "audit-trail",
        description: "Writes the audit trail to CloudWatch Logs.",
        service: CLOUDTRAIL,
        condition: { StringEquals: { "aws:SourceArn": arns.auditTrail } },
        policy: policyText([
          allow(
            "WriteTrail",
            "logs",
            ["CreateLogStream", "PutLogEvents"],
            // CloudTrail names its streams after the account and the trail's region.
            arns.regional(
              "logs",
              `log-group:${context.logGroupName("audit-trail")}:log-stream:${accountId}_CloudTrail_*`,
            ),
          ),
        ]),
        permissionsBoundaryArn,
      },
      child,
    );
    const trail = new aws.cloudtrail.Trail(
      name,
      {
        name: auditTrail,
        s3BucketName: bucket.bucketName,
        kmsKeyId: auditKeyArn,
        isMultiRegionTrail: true,
        includeGlobalServiceEvents: true,
        enableLogFileValidation: true,
        enableLogging: true,
        cloudWatchLogsGroupArn: pulumi.interpolate`${group.arn}:*`,
        cloudWatchLogsRoleArn: role.arn,
        tags: context.tags("audit-trail"),
      },
      { ...child, protect: context.protect, dependsOn: role.policy },
    );

    this.arn = trail.arn;
    this.logGroupName = group.name;
    this.registerOutputs({ arn: this.arn, logGroupName: this.logGroupName });
  }
}

/** What CloudTrail asks of its bucket. Source: its user guide, "Amazon S3 bucket policy for CloudTrail". */
function deliveryStatements(context: Context, bucketName: string): aws.iam.PolicyStatement[] {
  const bucket = `arn:aws:s3:::${bucketName}`;
  const trail = { "aws:SourceArn": platformArns(context).auditTrail };
  const Principal = { Service: CLOUDTRAIL };
  return [
    {
      Sid: "TrailReadsAcl",
      Effect: "Allow",
      Principal,
      Action: "s3:GetBucketAcl",
      Resource: bucket,
      Condition: { StringEquals: trail },
    },
    {
      Sid: "TrailWrites",
      Effect: "Allow",
      Principal,
      Action: "s3:PutObject",
      Resource: `${bucket}/AWSLogs/${context.settings.accountId}/*`,
      Condition: { StringEquals: { ...trail, "s3:x-amz-acl": "bucket-owner-full-control" } },
    },
  ];
}
