import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** Header that names the KMS key of one upload, as a condition key. */
const KEY_HEADER = "s3:x-amz-server-side-encryption-aws-kms-key-id";

/** Header that says how one upload is encrypted, as a condition key. */
const ENCRYPTION_HEADER = "s3:x-amz-server-side-encryption";

/**
 * What a private bucket's policy refuses to everyone: requests without TLS, and uploads that turn
 * away from the bucket's own key.
 *
 * An upload that says nothing of encryption gets the bucket's key. One that does must name that
 * key by ARN: without a name, S3 would take its own (`AES256`) or the account's `aws/s3`.
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
