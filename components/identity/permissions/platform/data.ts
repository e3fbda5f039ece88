import type { Context } from "../../../../infra/context";
import { platformArns } from "../../arns";
import { allow, type Statement } from "../../statement";

const BUCKET_CHANGES = [
  "CreateBucket",
  "DeleteBucket",
  "DeleteBucketPolicy",
  "ListTagsForResource",
  "PutBucketOwnershipControls",
  "PutBucketPolicy",
  "PutBucketPublicAccessBlock",
  "PutBucketTagging",
  "PutBucketVersioning",
  "PutEncryptionConfiguration",
  "PutLifecycleConfiguration",
  "PutReplicationConfiguration",
  "TagResource",
  "UntagResource",
];

const OBJECT_CHANGES = ["DeleteObject*", "GetObject*", "PutObject", "PutObjectTagging"];

const TABLE_CHANGES = [
  "CreateTable",
  "DeleteTable",
  "TagResource",
  "UntagResource",
  "UpdateContinuousBackups",
  "UpdateTable",
  "UpdateTimeToLive",
];

const SECRET_CHANGES = [
  "CancelRotateSecret",
  "CreateSecret",
  "DeleteSecret",
  "RemoveRegionsFromReplication",
  "ReplicateSecretToRegions",
  "RotateSecret",
  "TagResource",
  "UntagResource",
  "UpdateSecret",
];

const TOPIC_CHANGES = [
  "CreateTopic",
  "DeleteTopic",
  "SetSubscriptionAttributes",
  "SetTopicAttributes",
  "Subscribe",
  "TagResource",
  "Unsubscribe",
  "UntagResource",
];

const PARAMETER_CHANGES = [
  "AddTagsToResource",
  "DeleteParameter",
  "DeleteParameters",
  "PutParameter",
  "RemoveTagsFromResource",
];

/**
 * Makes what holds data, by name, and never looks into it: no message, no item, no secret. Of
 * objects it has its own: Pulumi's state, and the code that it puts there itself.
 */
export function dataPermissions(context: Context): Statement[] {
  const { artifactBucket, everywhere, pulumiBucket } = platformArns(context);
  const { environment } = context;
  return [
    allow("Buckets", "s3", BUCKET_CHANGES, `arn:aws:s3:::nc-*-${environment}-*`),
    allow("Code", "s3", OBJECT_CHANGES, [
      `${artifactBucket}/*/zip/bootstrap.zip`,
      `${artifactBucket}/*/synthetic-check/*`,
    ]),
    allow(
      "PulumiState",
      "s3",
      ["DeleteObject", "GetObject", "PutObject"],
      [`${pulumiBucket}/*`, `${artifactBucket}/platform/*`],
    ),
    allow("Tables", "dynamodb", TABLE_CHANGES, everywhere("dynamodb", "table/nc-*")),
    allow(
      "Secrets",
      "secretsmanager",
      SECRET_CHANGES,
      everywhere("secretsmanager", "secret:/nc/*"),
    ),
    allow("Parameters", "ssm", PARAMETER_CHANGES, everywhere("ssm", "parameter/nc/*")),
    allow("Topics", "sns", TOPIC_CHANGES, everywhere("sns", "nc-*")),
    allow(
      "Queues",
      "sqs",
      ["CreateQueue", "DeleteQueue", "SetQueueAttributes", "TagQueue", "UntagQueue"],
      everywhere("sqs", "nc-*"),
    ),
  ];
}
