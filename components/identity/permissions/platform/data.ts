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
  "UntagResource",
  "Unsubscribe",
];

const PARAMETER_CHANGES = [
  "AddTagsToResource",
  "DeleteParameter",
  "PutParameter",
  "RemoveTagsFromResource",
];

/**
 * Manages the resources that hold data, by name, and reads no data: no message, no item, no secret.
 * The objects it may read are its own: Pulumi's state, and the code that it uploads.
 */
export function dataPermissions(context: Context): Statement[] {
  const { artifactBucket, anyRegion, pulumiBucket } = platformArns(context);
  const { environment } = context;
  return [
    allow("Buckets", "s3", BUCKET_CHANGES, `arn:aws:s3:::nc-*-${environment}-*`),
    allow("Code", "s3", OBJECT_CHANGES, [
      `${artifactBucket}/*/zip/bootstrap.zip`,
      `${artifactBucket}/*/synthetic-check/*`,
      `${artifactBucket}/platform/functions/*`,
    ]),
    allow(
      "PulumiState",
      "s3",
      ["DeleteObject", "GetObject", "PutObject"],
      [`${pulumiBucket}/*`, `${artifactBucket}/platform/*`],
    ),
    allow("Tables", "dynamodb", TABLE_CHANGES, anyRegion("dynamodb", "table/nc-*")),
    allow("Secrets", "secretsmanager", SECRET_CHANGES, anyRegion("secretsmanager", "secret:/nc/*")),
    allow("Parameters", "ssm", PARAMETER_CHANGES, anyRegion("ssm", "parameter/nc/*")),
    allow("Topics", "sns", TOPIC_CHANGES, anyRegion("sns", "nc-*")),
    allow(
      "Queues",
      "sqs",
      ["CreateQueue", "DeleteQueue", "SetQueueAttributes", "TagQueue", "UntagQueue"],
      anyRegion("sqs", "nc-*"),
    ),
  ];
}
