import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** Header that names the KMS key of one upload, as a condition key. */
const KEY_HEADER = "s3:x-amz-server-side-encryption-aws-kms-key-id";

/** Header that says how one upload is encrypted, as a condition key. */
const ENCRYPTION_HEADER = "s3:x-amz-server-side-encryption";

/** Who may write objects to a bucket, and how they are encrypted. */
export interface BucketUploads {
  /** ARN of the KMS key. @default - S3's own key, the only one that load balancer logs support */
  keyArn?: pulumi.Input<string>;
  /**
   * The AWS service that alone writes objects, such as `cloudtrail.amazonaws.com`.
   * @default - whoever may, with the bucket's key
   */
  writer?: string;
}

/**
 * The statements of every private bucket's policy: they deny requests without TLS, and uploads that
 * ask for another key than the bucket's. Where one AWS service writes, they deny every other's uploads
 * instead, as CloudTrail names S3's own key for some of its files.
 *
 * An upload without encryption headers gets the bucket's key. An upload with such headers must name
 * that key by ARN: without it, S3 would use its own key (`AES256`) or the account's `aws/s3`.
 */
export function privateStatements(
  bucket: string,
  { keyArn, writer }: BucketUploads,
): aws.iam.PolicyStatement[] {
  const bucketArn = `arn:aws:s3:::${bucket}`;
  const objects = `${bucketArn}/*`;
  const everyone = { Effect: "Deny", Principal: "*" } as const;
  const overTls: aws.iam.PolicyStatement = {
    Sid: "OnlyOverTls",
    ...everyone,
    Action: "s3:*",
    Resource: [bucketArn, objects],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
  const upload = { ...everyone, Action: "s3:PutObject", Resource: objects };
  if (writer !== undefined) {
    // Of a principal that is no service the key is absent, which is "not equal" too.
    const Condition = { StringNotEquals: { "aws:PrincipalServiceName": writer } };
    return [overTls, { Sid: "OnlyItsWriter", ...upload, Condition }];
  }
  if (keyArn === undefined) return [overTls];
  return [
    overTls,
    {
      Sid: "OnlyWithItsOwnKey",
      ...upload,
      // An absent header would be "not equal" too: hence the second condition.
      Condition: { StringNotEquals: { [KEY_HEADER]: keyArn }, Null: { [KEY_HEADER]: "false" } },
    },
    {
      Sid: "OnlyWithANamedKey",
      ...upload,
      Condition: { Null: { [ENCRYPTION_HEADER]: "false", [KEY_HEADER]: "true" } },
    },
  ];
}
