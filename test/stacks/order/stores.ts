import type { PlannedResource } from "../../support/plan-graph";
import { type OrderRule, type Plan, texts } from "./rule";

const BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const VERSIONING = "aws:s3/bucketVersioning:BucketVersioning";
const ENCRYPTION =
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
const ACCESS = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const OWNERSHIP = "aws:s3/bucketOwnershipControls:BucketOwnershipControls";

/** The resources of `type` that belong to the bucket which the later resource names. */
const ofBucket =
  (type: string, path = "bucket") =>
  ({ inputs }: PlannedResource, plan: Plan) =>
    texts(inputs, path).flatMap((name) => plan.of(type, "bucket", name.replace(/^arn:.*:/, "")));

/** What is created first around buckets, images, queues and keys. */
export const STORES: readonly OrderRule[] = [
  {
    type: BUCKET_POLICY,
    after: "the public access block of its bucket",
    first: ofBucket(ACCESS),
    pairs: 5,
    source:
      "S3 API: OperationAborted, a conflicting conditional operation is in progress against the bucket",
  },
  {
    type: BUCKET_POLICY,
    after: "the ownership controls of its bucket",
    first: ofBucket(OWNERSHIP),
    pairs: 5,
    source: "S3 API: OperationAborted, as above",
  },
  {
    type: BUCKET_POLICY,
    after: "the versioning of its bucket",
    first: ofBucket(VERSIONING),
    pairs: 5,
    source:
      "Others take the bucket's name from its policy. S3 guide, Versioning: an object that is put before has the version null",
  },
  {
    type: BUCKET_POLICY,
    after: "the encryption of its bucket",
    first: ofBucket(ENCRYPTION),
    pairs: 5,
    source: "S3 guide, Setting default encryption: objects that are there keep the old encryption",
  },
  {
    type: "aws:s3/bucketObjectv2:BucketObjectv2",
    after: "the policy of its bucket, and so after all of the bucket",
    first: ofBucket(BUCKET_POLICY),
    pairs: 10,
    source:
      "An object that is put before may be unencrypted, without a version, or sent without TLS",
  },
  {
    type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    after: "the versioning of its bucket",
    first: ofBucket(VERSIONING),
    pairs: 5,
    source: "S3 guide, Lifecycle: actions on noncurrent versions are for a versioned bucket",
  },
  {
    type: "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
    after: "the versioning of its source",
    first: ofBucket(VERSIONING),
    pairs: 1,
    source: "S3 guide, Requirements for replication: both buckets must have versioning enabled",
  },
  {
    type: "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
    after: "the versioning of its destination",
    first: ofBucket(VERSIONING, "rules.*.destination.bucket"),
    pairs: 1,
    source: "S3 guide, Requirements for replication: both buckets must have versioning enabled",
  },
  {
    type: "aws:ecr/replicationConfiguration:ReplicationConfiguration",
    after: "every repository of the other region",
    first: (_, plan) =>
      plan
        .of("aws:ecr/repository:Repository")
        .filter(({ name }) => name.startsWith("artifacts-dr-")),
    pairs: 4,
    source:
      "ECR guide, Private image replication: ECR makes a repository that is missing, with settings of its own",
  },
  {
    type: "aws:sqs/redrivePolicy:RedrivePolicy",
    after: "the redrive allow policy of its dead-letter queue",
    first: ({ inputs }, plan) =>
      plan
        .of("aws:sqs/redriveAllowPolicy:RedriveAllowPolicy")
        .filter((allow) => nameIn(inputs.redrivePolicy) === lastPart(allow.inputs.queueUrl)),
    pairs: 2,
    source: "SQS API, SetQueueAttributes: sourceQueueArns says which queues may name a queue so",
  },
  {
    type: "aws:kms/replicaKey:ReplicaKey",
    after: "its primary key",
    first: ({ name }, plan) =>
      plan.of("aws:kms/key:Key").filter((key) => key.name === name.replace("keys-dr-", "keys-")),
    pairs: 2,
    source: "KMS API, ReplicateKey: called on the primary key",
  },
  {
    type: "aws:secretsmanager/secret:Secret",
    after: "the replica key that its copy names",
    first: ({ inputs }, plan) =>
      texts(inputs, "replicas.*.kmsKeyId").length > 0
        ? plan.of("aws:kms/replicaKey:ReplicaKey").filter(({ name }) => name === "keys-dr-config")
        : [],
    pairs: 4,
    source: "Secrets Manager API, CreateSecret: the KMS key must be in the replica's Region",
  },
];

function nameIn(redrivePolicy: unknown): string | undefined {
  const { deadLetterTargetArn } = JSON.parse(String(redrivePolicy));
  return String(deadLetterTargetArn).split(":").at(-1);
}

function lastPart(url: unknown): string | undefined {
  return String(url).split("/").at(-1);
}
