import type { Inputs } from "../support/inputs";
import { each, given, isUnknown } from "../support/unknowns";

/** How resources with the inputs `I` say which key encrypts what they store. */
export interface Encryption<I> {
  /** Id, ARN or alias of the key, or of each key. */
  readonly key: (inputs: I) => unknown;
  /** The key of each replica in another region. @default - the type has no replicas */
  readonly replicaKeys?: (inputs: I) => readonly unknown[];
  /** An input that must have a certain value too, or the key has no effect. @default - none */
  readonly also?: readonly [read: (inputs: I) => unknown, wanted: unknown];
  /** Whether a resource stores anything that a key could encrypt. @default - every resource does */
  readonly when?: (inputs: I) => boolean;
}

/**
 * Load balancers write their access logs to buckets with S3's own key only (Elastic Load Balancing
 * guide, Access logs): the one exception that AWS forces.
 */
const LOAD_BALANCER_LOGS = /^nc-platform-(dev|stg|prod)-load-balancer-logs(-|$)/;

/** Every type that can be encrypted with a customer-managed key, of those that the program may use. */
export const ENCRYPTED_TYPES = table({
  "aws:appconfig/configurationProfile:ConfigurationProfile": {
    key: ({ kmsKeyIdentifier }) => kmsKeyIdentifier,
    when: ({ locationUri }) => locationUri === "hosted",
  },
  "aws:athena/workgroup:Workgroup": {
    key: ({ configuration }) =>
      configuration?.resultConfiguration?.encryptionConfiguration?.kmsKeyArn,
    also: [
      ({ configuration }) =>
        configuration?.resultConfiguration?.encryptionConfiguration?.encryptionOption,
      "SSE_KMS",
    ],
  },
  "aws:backup/vault:Vault": { key: ({ kmsKeyArn }) => kmsKeyArn },
  "aws:cloudtrail/trail:Trail": { key: ({ kmsKeyId }) => kmsKeyId },
  "aws:cloudwatch/eventArchive:EventArchive": { key: ({ kmsKeyIdentifier }) => kmsKeyIdentifier },
  "aws:cloudwatch/eventBus:EventBus": { key: ({ kmsKeyIdentifier }) => kmsKeyIdentifier },
  "aws:cloudwatch/logGroup:LogGroup": { key: ({ kmsKeyId }) => kmsKeyId },
  "aws:codeartifact/domain:Domain": { key: ({ encryptionKey }) => encryptionKey },
  "aws:codebuild/project:Project": { key: ({ encryptionKey }) => encryptionKey },
  "aws:dax/cluster:Cluster": {
    // DAX has no key of a customer's.
    key: () => [],
    also: [({ serverSideEncryption }) => serverSideEncryption?.enabled, true],
  },
  "aws:docdb/cluster:Cluster": {
    key: ({ kmsKeyId }) => kmsKeyId,
    also: [({ storageEncrypted }) => storageEncrypted, true],
  },
  "aws:dynamodb/table:Table": {
    key: ({ serverSideEncryption }) => serverSideEncryption?.kmsKeyArn,
    also: [({ serverSideEncryption }) => serverSideEncryption?.enabled, true],
  },
  "aws:dynamodb/tableReplica:TableReplica": { key: ({ kmsKeyArn }) => kmsKeyArn },
  "aws:ebs/volume:Volume": {
    key: ({ kmsKeyId }) => kmsKeyId,
    also: [({ encrypted }) => encrypted, true],
  },
  "aws:ecr/repository:Repository": {
    key: ({ encryptionConfigurations }) => each(encryptionConfigurations).map((one) => one?.kmsKey),
    also: [
      ({ encryptionConfigurations }) =>
        each(encryptionConfigurations).map((one) => one?.encryptionType),
      "KMS",
    ],
  },
  "aws:ecs/cluster:Cluster": {
    key: ({ configuration }) => configuration?.executeCommandConfiguration?.kmsKeyId,
    when: ({ configuration }) => configuration?.executeCommandConfiguration !== undefined,
  },
  "aws:efs/fileSystem:FileSystem": {
    key: ({ kmsKeyId }) => kmsKeyId,
    also: [({ encrypted }) => encrypted, true],
  },
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    key: ({ kmsKeyId }) => kmsKeyId,
    also: [({ atRestEncryptionEnabled }) => atRestEncryptionEnabled, true],
  },
  "aws:elasticache/serverlessCache:ServerlessCache": { key: ({ kmsKeyId }) => kmsKeyId },
  "aws:fsx/lustreFileSystem:LustreFileSystem": { key: ({ kmsKeyId }) => kmsKeyId },
  "aws:fsx/ontapFileSystem:OntapFileSystem": { key: ({ kmsKeyId }) => kmsKeyId },
  "aws:fsx/openZfsFileSystem:OpenZfsFileSystem": { key: ({ kmsKeyId }) => kmsKeyId },
  "aws:fsx/windowsFileSystem:WindowsFileSystem": { key: ({ kmsKeyId }) => kmsKeyId },
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": {
    key: ({ serverSideEncryption }) => serverSideEncryption?.keyArn,
    also: [({ serverSideEncryption }) => serverSideEncryption?.keyType, "CUSTOMER_MANAGED_CMK"],
  },
  "aws:kinesis/stream:Stream": {
    key: ({ kmsKeyId }) => kmsKeyId,
    also: [({ encryptionType }) => encryptionType, "KMS"],
  },
  "aws:lambda/function:Function": {
    key: ({ kmsKeyArn }) => kmsKeyArn,
    when: ({ environment }) => environment?.variables !== undefined,
  },
  "aws:memorydb/cluster:Cluster": { key: ({ kmsKeyArn }) => kmsKeyArn },
  "aws:msk/cluster:Cluster": {
    key: ({ encryptionInfo }) => encryptionInfo?.encryptionAtRestKmsKeyArn,
  },
  "aws:neptune/cluster:Cluster": {
    key: ({ kmsKeyArn }) => kmsKeyArn,
    also: [({ storageEncrypted }) => storageEncrypted, true],
  },
  "aws:opensearch/domain:Domain": {
    key: ({ encryptAtRest }) => encryptAtRest?.kmsKeyId,
    also: [({ encryptAtRest }) => encryptAtRest?.enabled, true],
  },
  "aws:pipes/pipe:Pipe": { key: ({ kmsKeyIdentifier }) => kmsKeyIdentifier },
  "aws:rds/cluster:Cluster": {
    key: ({ kmsKeyId }) => kmsKeyId,
    also: [({ storageEncrypted }) => storageEncrypted, true],
  },
  "aws:rds/instance:Instance": {
    key: ({ kmsKeyId }) => kmsKeyId,
    also: [({ storageEncrypted }) => storageEncrypted, true],
  },
  "aws:redshift/cluster:Cluster": {
    key: ({ kmsKeyId }) => kmsKeyId,
    also: [({ encrypted }) => encrypted, true],
  },
  "aws:redshiftserverless/namespace:Namespace": { key: ({ kmsKeyId }) => kmsKeyId },
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": {
    key: ({ rules }) =>
      each(rules).map((rule) => rule?.destination?.encryptionConfiguration?.replicaKmsKeyId),
  },
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": {
    key: ({ rules }) =>
      each(rules).map((rule) => rule?.applyServerSideEncryptionByDefault?.kmsMasterKeyId),
    also: [
      ({ rules }) =>
        each(rules).map((rule) => rule?.applyServerSideEncryptionByDefault?.sseAlgorithm),
      "aws:kms",
    ],
    when: ({ bucket }) =>
      !isUnknown(bucket) && !(bucket !== undefined && LOAD_BALANCER_LOGS.test(bucket)),
  },
  "aws:scheduler/schedule:Schedule": { key: ({ kmsKeyArn }) => kmsKeyArn },
  "aws:secretsmanager/secret:Secret": {
    key: ({ kmsKeyId }) => kmsKeyId,
    replicaKeys: ({ replicas }) => given(replicas).map((one) => one.kmsKeyId),
  },
  "aws:sfn/stateMachine:StateMachine": {
    key: ({ encryptionConfiguration }) => encryptionConfiguration?.kmsKeyId,
    also: [
      ({ encryptionConfiguration }) => encryptionConfiguration?.type,
      "CUSTOMER_MANAGED_KMS_KEY",
    ],
  },
  "aws:sns/topic:Topic": { key: ({ kmsMasterKeyId }) => kmsMasterKeyId },
  "aws:sqs/queue:Queue": { key: ({ kmsMasterKeyId }) => kmsMasterKeyId },
  "aws:ssm/parameter:Parameter": {
    key: ({ keyId }) => keyId,
    when: ({ type }) => type === "SecureString",
  },
  "aws:synthetics/canary:Canary": {
    key: ({ artifactConfig }) => artifactConfig?.s3Encryption?.kmsKeyArn,
    also: [({ artifactConfig }) => artifactConfig?.s3Encryption?.encryptionMode, "SSE_KMS"],
  },
  "aws:timestreamwrite/database:Database": { key: ({ kmsKeyId }) => kmsKeyId },
});

type Table<T extends string> = { readonly [Type in T]: Encryption<Inputs<Type>> };

function table<T extends string>(entries: Table<T>): Table<T> {
  return entries;
}
