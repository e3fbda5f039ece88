import type { Line, Speaker } from "./takes";

const TAG = "TagResource UntagResource";

/** Calls on the bucket that a part of it names. */
const part =
  (changes: string, reads: string): Line =>
  ({ inputs, on }) => [on(`arn:aws:s3:::${inputs.bucket}`, changes, reads)];

/** What holds data. */
export const STORE_TYPES: Readonly<Record<string, Line>> = {
  "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock": ({ any }) => [
    any("s3", "PutAccountPublicAccessBlock", "GetAccountPublicAccessBlock"),
  ],
  "aws:s3/bucket:Bucket": part(
    `CreateBucket DeleteBucket PutBucketTagging ListTagsForResource ${TAG}`,
    "GetAccelerateConfiguration GetBucketAcl GetBucketCORS GetBucketLocation GetBucketLogging " +
      "GetBucketObjectLockConfiguration GetBucketPolicy GetBucketRequestPayment GetBucketTagging " +
      "GetBucketVersioning GetBucketWebsite GetEncryptionConfiguration GetLifecycleConfiguration " +
      "GetReplicationConfiguration ListBucket",
  ),
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": part(
    "PutLifecycleConfiguration",
    "GetLifecycleConfiguration",
  ),
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": part(
    "PutBucketObjectLockConfiguration",
    "GetBucketObjectLockConfiguration",
  ),
  "aws:s3/bucketObjectv2:BucketObjectv2": ({ inputs, key, on }) => [
    key("artifacts", "s3", "Decrypt GenerateDataKey"),
    on(
      `arn:aws:s3:::${inputs.bucket}/${inputs.key}`,
      "DeleteObject DeleteObjectVersion PutObject PutObjectTagging",
      "GetObject GetObjectTagging",
    ),
  ],
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": part(
    "PutBucketOwnershipControls",
    "GetBucketOwnershipControls",
  ),
  "aws:s3/bucketPolicy:BucketPolicy": part("DeleteBucketPolicy PutBucketPolicy", "GetBucketPolicy"),
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": part(
    "PutBucketPublicAccessBlock",
    "GetBucketPublicAccessBlock",
  ),
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": ({ inputs, on, passes }) => [
    on(
      `arn:aws:s3:::${inputs.bucket}`,
      "PutReplicationConfiguration",
      "GetReplicationConfiguration",
    ),
    passes("s3", inputs.role),
  ],
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": part(
    "PutEncryptionConfiguration",
    "GetEncryptionConfiguration",
  ),
  "aws:s3/bucketVersioning:BucketVersioning": part("PutBucketVersioning", "GetBucketVersioning"),
  "aws:dynamodb/table:Table": ({ at, inputs, key }) => [
    key("state", "dynamodb", "CreateGrant Decrypt DescribeKey Encrypt"),
    at(
      "dynamodb",
      `table/${inputs.name}`,
      `CreateTable DeleteTable UpdateContinuousBackups UpdateTable UpdateTimeToLive ${TAG}`,
      "DescribeContinuousBackups DescribeTable DescribeTimeToLive ListTagsOfResource",
    ),
  ],
  "aws:secretsmanager/secret:Secret": ({ at, inputs, key }) => {
    const secret = `secret:${inputs.name}-AbCdEf`;
    const copies: { region: string }[] = inputs.replicas ?? [];
    const copied = copies.length > 0 && {
      "secretsmanager:AddReplicaRegions": copies.map(({ region }) => region),
    };
    return [
      key("config", "secretsmanager", "Decrypt GenerateDataKey"),
      at(
        "secretsmanager",
        secret,
        `DeleteSecret UpdateSecret ${TAG}`,
        "DescribeSecret GetResourcePolicy",
      ),
      at("secretsmanager", secret, "CreateSecret", "", { ...copied }),
      copied
        ? [
            at("secretsmanager", secret, "ReplicateSecretToRegions", "", copied),
            at("secretsmanager", secret, "RemoveRegionsFromReplication"),
          ].flat()
        : [],
    ];
  },
  "aws:secretsmanager/secretRotation:SecretRotation": ({ inputs, on }) => [
    // Secrets Manager asks for it when a rotation is set up (API reference, RotateSecret).
    on(inputs.rotationLambdaArn, "InvokeFunction"),
    on(inputs.secretId, "CancelRotateSecret RotateSecret", "DescribeSecret"),
  ],
  "aws:ssm/parameter:Parameter": ({ any, at, inputs }) => [
    at(
      "ssm",
      `parameter${inputs.name}`,
      "AddTagsToResource DeleteParameter PutParameter RemoveTagsFromResource",
      "GetParameter GetParameters ListTagsForResource",
    ),
    any("ssm", "", "DescribeParameters"),
  ],
  "aws:sns/topic:Topic": ({ at, inputs }) => [
    at(
      "sns",
      inputs.name,
      `CreateTopic DeleteTopic SetTopicAttributes ${TAG}`,
      "GetTopicAttributes ListTagsForResource",
    ),
  ],
  "aws:sns/topicSubscription:TopicSubscription": ({ inputs, on }) => [
    on(inputs.topic, "Subscribe", "", { "sns:Endpoint": inputs.endpoint }),
    on(inputs.topic, "SetSubscriptionAttributes Unsubscribe", "GetSubscriptionAttributes"),
  ],
  "aws:sns/topicPolicy:TopicPolicy": ({ inputs, on }) => [
    on(inputs.arn, "SetTopicAttributes", "GetTopicAttributes"),
  ],
  "aws:sqs/queue:Queue": ({ at, inputs }) => [
    at(
      "sqs",
      inputs.name,
      "CreateQueue DeleteQueue SetQueueAttributes TagQueue UntagQueue",
      "GetQueueAttributes GetQueueUrl ListQueueTags",
    ),
  ],
  "aws:sqs/queuePolicy:QueuePolicy": attributes,
  "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": attributes,
  "aws:sqs/redrivePolicy:RedrivePolicy": attributes,
};

/** A queue's attribute, of the queue that a URL ends with. */
function attributes({ at, inputs }: Speaker) {
  const name = String(inputs.queueUrl).split("/").at(-1);
  return [at("sqs", name ?? "", "SetQueueAttributes", "GetQueueAttributes")];
}
