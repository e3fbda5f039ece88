import { expect } from "chai";
import { AuditTrail } from "../../../components/audit/audit-trail";
import { contextOf, PLATFORM } from "../../../infra/context";
import { contextIn, settingsOf } from "../../support/contexts";
import { recordOptions } from "../../support/options";
import { only, record } from "../../support/record";

const TRAIL = "aws:cloudtrail/trail:Trail";
const LOCK = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";
const KEY = "arn:aws:kms:ca-central-1:333333333333:key/audit";
const TRAIL_ARN = "arn:aws:cloudtrail:ca-central-1:333333333333:trail/nc-platform-prod-audit-trail";
const BUCKET = "nc-platform-prod-audit-trail-333333333333";
const args = {
  context: contextIn("prod"),
  auditKeyArn: KEY,
  logsKeyArn: "arn:aws:kms:ca-central-1:333333333333:key/logs",
  permissionsBoundaryArn: "arn:aws:iam::333333333333:policy/nc-platform-prod-boundary",
};

describe("AuditTrail", () => {
  it("[§14] records the management calls of all regions, validated and encrypted", async () => {
    const made = await record(() => new AuditTrail("trail", args));
    expect(only(made, TRAIL).inputs).to.deep.equal({
      name: "nc-platform-prod-audit-trail",
      s3BucketName: BUCKET,
      kmsKeyId: KEY,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      enableLogging: true,
      cloudWatchLogsGroupArn:
        "arn:aws:logs:ca-central-1:111111111111:log-group:/nc/prod/platform/logs/audit-trail:*",
      cloudWatchLogsRoleArn: "arn:aws:iam::111111111111:role/nc-platform-prod-audit-trail",
      tags: args.context.tags("audit-trail"),
    });
  });

  it("lets CloudTrail write to the bucket, for this trail, and nobody else", async () => {
    const made = await record(() => new AuditTrail("trail", args));
    const { policy } = only(made, "aws:s3/bucketPolicy:BucketPolicy").inputs;
    const [, ...statements] = JSON.parse(policy).Statement;
    const Principal = { Service: "cloudtrail.amazonaws.com" };
    expect(statements).to.deep.equal([
      {
        Sid: "OnlyItsWriter",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:PutObject",
        Resource: `arn:aws:s3:::${BUCKET}/*`,
        Condition: {
          StringNotEquals: { "aws:PrincipalServiceName": "cloudtrail.amazonaws.com" },
        },
      },
      {
        Sid: "TrailReadsAcl",
        Effect: "Allow",
        Principal,
        Action: "s3:GetBucketAcl",
        Resource: `arn:aws:s3:::${BUCKET}`,
        Condition: { StringEquals: { "aws:SourceArn": TRAIL_ARN } },
      },
      {
        Sid: "TrailWrites",
        Effect: "Allow",
        Principal,
        Action: "s3:PutObject",
        Resource: `arn:aws:s3:::${BUCKET}/AWSLogs/333333333333/*`,
        Condition: {
          StringEquals: {
            "aws:SourceArn": TRAIL_ARN,
            "s3:x-amz-acl": "bucket-owner-full-control",
          },
        },
      },
    ]);
  });

  it("[§14] keeps it from everybody in prod, for as long as the settings say", async () => {
    const context = contextOf(settingsOf("prod", { auditRetentionDays: 731 }), PLATFORM);
    const made = await record(() => new AuditTrail("trail", { ...args, context }));
    expect(only(made, LOCK).inputs.rule).to.deep.equal({
      defaultRetention: { mode: "COMPLIANCE", days: 731 },
    });
    const rules = only(
      made,
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    ).inputs.rules.map(({ id, expiration }: { id: string; expiration?: object }) => [
      id,
      expiration,
    ]);
    expect(rules).to.deep.include(["old", { days: 731 }]);
  });

  it("locks nothing where accounts are made anew", async () => {
    const made = await record(
      () => new AuditTrail("trail", { ...args, context: contextIn("dev") }),
    );
    expect(made.map(({ type }) => type)).not.to.include(LOCK);
  });

  it("lets CloudTrail, for this trail alone, write its own streams of the log group", async () => {
    const made = await record(() => new AuditTrail("trail", args));
    const role = only(made, "aws:iam/role:Role").inputs;
    expect(JSON.parse(role.assumeRolePolicy).Statement).to.deep.equal([
      {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceArn": TRAIL_ARN } },
      },
    ]);
    const { policy } = only(made, "aws:iam/rolePolicy:RolePolicy").inputs;
    expect(JSON.parse(policy).Statement).to.deep.equal([
      {
        Sid: "WriteTrail",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource:
          "arn:aws:logs:ca-central-1:333333333333:log-group:/nc/prod/platform/logs/audit-trail:" +
          "log-stream:333333333333_CloudTrail_*",
      },
    ]);
  });

  it("is not deleted by Pulumi where the environment is protected", async () => {
    for (const protect of [true, false]) {
      const context = contextOf(settingsOf("prod", { protect }), PLATFORM);
      const { optionsOf, opts } = recordOptions();
      await record(() => new AuditTrail("trail", { ...args, context }, opts));
      expect(optionsOf.get(TRAIL)?.protect).to.equal(protect);
    }
  });
});
