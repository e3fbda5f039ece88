import type { Line, Speaker } from "./takes";

const TAG = "TagResource UntagResource";

/** Calls on the bucket that a part of it names. */
const part =
  (changes: string, reads: string): Line =>
  ({ inputs, on }) => [on(`arn:aws:s3:::${inputs.bucket}`, changes, reads)];

const ALARM_READS = "DescribeAlarms ListTagsForResource";

/** What holds data, what is delivered and how, and what is watched. */
export const STORE_TYPES: Readonly<Record<string, Line>> = {
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
  "aws:s3/bucketObjectv2:BucketObjectv2": ({ inputs, on }) => [
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
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": part(
    "PutReplicationConfiguration",
    "GetReplicationConfiguration",
  ),
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": part(
    "PutEncryptionConfiguration",
    "GetEncryptionConfiguration",
  ),
  "aws:s3/bucketVersioning:BucketVersioning": part("PutBucketVersioning", "GetBucketVersioning"),
  "aws:dynamodb/table:Table": ({ at, inputs }) => [
    at(
      "dynamodb",
      `table/${inputs.name}`,
      `CreateTable DeleteTable UpdateContinuousBackups UpdateTable UpdateTimeToLive ${TAG}`,
      "DescribeContinuousBackups DescribeTable DescribeTimeToLive ListTagsOfResource",
    ),
  ],
  "aws:secretsmanager/secret:Secret": ({ at, inputs }) => {
    const secret = `secret:${inputs.name}-AbCdEf`;
    const copies: { region: string }[] = inputs.replicas ?? [];
    const copied = copies.length > 0 && {
      "secretsmanager:AddReplicaRegions": copies.map(({ region }) => region),
    };
    return [
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

  "aws:codeartifact/domain:Domain": ({ any, at, inputs }) => [
    any("codeartifact", "CreateDomain"),
    at(
      "codeartifact",
      `domain/${inputs.domain}`,
      `DeleteDomain ${TAG}`,
      "DescribeDomain ListTagsForResource",
    ),
  ],
  "aws:codeartifact/domainPermissions:DomainPermissions": ({ at, inputs }) => [
    at(
      "codeartifact",
      `domain/${inputs.domain}`,
      "DeleteDomainPermissionsPolicy PutDomainPermissionsPolicy",
      "GetDomainPermissionsPolicy",
    ),
  ],
  "aws:codeartifact/repository:Repository": ({ any, at, inputs }) => [
    any("codeartifact", "CreateRepository"),
    at(
      "codeartifact",
      `repository/${inputs.domain}/${inputs.repository}`,
      `DeleteRepository ${TAG}`,
      "DescribeRepository ListTagsForResource",
    ),
  ],
  "aws:codeartifact/repositoryPermissionsPolicy:RepositoryPermissionsPolicy": ({ at, inputs }) => [
    at(
      "codeartifact",
      `repository/${inputs.domain}/${inputs.repository}`,
      "DeleteRepositoryPermissionsPolicy PutRepositoryPermissionsPolicy",
      "GetRepositoryPermissionsPolicy",
    ),
  ],
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": ({ at, inputs }) => [
    at(
      "ecr",
      `repository/${inputs.repository}`,
      "DeleteLifecyclePolicy PutLifecyclePolicy",
      "GetLifecyclePolicy",
    ),
  ],
  "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration": ({ any }) => [
    any("ecr", "PutRegistryScanningConfiguration", "GetRegistryScanningConfiguration"),
  ],
  "aws:ecr/replicationConfiguration:ReplicationConfiguration": ({ any, serviceRole }) => [
    any("ecr", "PutReplicationConfiguration", "DescribeRegistry"),
    serviceRole("replication.ecr"),
  ],
  "aws:ecr/repository:Repository": ({ at, inputs }) => [
    at(
      "ecr",
      `repository/${inputs.name}`,
      `CreateRepository DeleteRepository PutImageScanningConfiguration PutImageTagMutability ${TAG}`,
      "DescribeRepositories ListTagsForResource",
    ),
  ],
  "aws:ecr/repositoryPolicy:RepositoryPolicy": ({ at, inputs }) => [
    at(
      "ecr",
      `repository/${inputs.repository}`,
      "DeleteRepositoryPolicy SetRepositoryPolicy",
      "GetRepositoryPolicy",
    ),
  ],

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
      "AssociateKmsKey CreateLogGroup DeleteLogGroup PutLogGroupDeletionProtection " +
        `PutRetentionPolicy ${TAG}`,
      "ListTagsForResource",
    ),
    any("logs", "", "DescribeLogGroups"),
  ],
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": ({ any }) => [
    any("logs", "DeleteResourcePolicy PutResourcePolicy", "DescribeResourcePolicies"),
  ],
};

/** A queue's attribute, of the queue that a URL ends with. */
function attributes({ at, inputs }: Speaker) {
  const name = String(inputs.queueUrl).split("/").at(-1);
  return [at("sqs", name ?? "", "SetQueueAttributes", "GetQueueAttributes")];
}
