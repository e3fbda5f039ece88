import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** Header that names the KMS key of one upload, as a condition key. */
const KEY_HEADER = "s3:x-amz-server-side-encryption-aws-kms-key-id";

/** Header that says how one upload is encrypted, as a condition key. */
const ENCRYPTION_HEADER = "s3:x-amz-server-side-encryption";

/**
 * The statements of every private bucket's policy: they deny requests without TLS, and uploads that
 * ask for another key than the bucket's.
 *
 * An upload without encryption headers gets the bucket's key. An upload with such headers must name
 * that key by ARN: without it, S3 would use its own key (`AES256`) or the account's `aws/s3`.
 */
export function privateStatements(
  bucket: string,
  keyArn?: pulumi.Input<string>,
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
  if (keyArn === undefined) return [overTls];
  const upload = { ...everyone, Action: "s3:PutObject", Resource: objects };
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
