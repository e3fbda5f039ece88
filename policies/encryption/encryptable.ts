import { at, type Props, UNKNOWN } from "../support/unknowns";

/** How one type is told which key encrypts what it stores. */
export interface Encryptable {
  /** Dotted path of the key's id, ARN or alias; `*` is every entry of a list. */
  readonly key: string;
  /** Where copies in other regions are listed, and the key of each. @default - it has none */
  readonly copies?: { readonly list: string; readonly key: string };
  /** Inputs that must have these values too, or the key does not count. */
  readonly also?: Readonly<Record<string, unknown>>;
  /** Whether this resource stores anything that a key could encrypt. @default - it does */
  readonly when?: (props: Props) => boolean;
}

/**
 * Load balancers write their access logs to buckets with S3's own key only (Elastic Load Balancing
 * guide, Access logs): the one exception that AWS forces.
 */
const LOAD_BALANCER_LOGS = /^nc-platform-(dev|stg|prod)-load-balancer-logs(-|$)/;

const kms = (key: string): Encryptable => ({ key });

/** Every type that can be encrypted with a customer-managed key, of those that we may use. */
export const ENCRYPTABLE: Readonly<Record<string, Encryptable>> = {
  "aws:appconfig/configurationProfile:ConfigurationProfile": {
    key: "kmsKeyIdentifier",
    when: ({ locationUri }) => locationUri === "hosted",
  },
  "aws:backup/vault:Vault": kms("kmsKeyArn"),
  "aws:cloudtrail/trail:Trail": kms("kmsKeyId"),
  "aws:cloudwatch/eventArchive:EventArchive": kms("kmsKeyIdentifier"),
  "aws:cloudwatch/eventBus:EventBus": kms("kmsKeyIdentifier"),
  "aws:cloudwatch/logGroup:LogGroup": kms("kmsKeyId"),
  "aws:codeartifact/domain:Domain": kms("encryptionKey"),
  "aws:codebuild/project:Project": kms("encryptionKey"),
  "aws:dynamodb/table:Table": {
    key: "serverSideEncryption.kmsKeyArn",
    also: { "serverSideEncryption.enabled": true },
  },
  "aws:dynamodb/tableReplica:TableReplica": kms("kmsKeyArn"),
  "aws:ebs/volume:Volume": { key: "kmsKeyId", also: { encrypted: true } },
  "aws:ecr/repository:Repository": {
    key: "encryptionConfigurations.*.kmsKey",
    also: { "encryptionConfigurations.*.encryptionType": "KMS" },
  },
  "aws:ecs/cluster:Cluster": {
    key: "configuration.executeCommandConfiguration.kmsKeyId",
    when: (props) => at(props, "configuration.executeCommandConfiguration") !== undefined,
  },
  "aws:efs/fileSystem:FileSystem": { key: "kmsKeyId", also: { encrypted: true } },
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    key: "kmsKeyId",
    also: { atRestEncryptionEnabled: true },
  },
  "aws:kinesis/stream:Stream": { key: "kmsKeyId", also: { encryptionType: "KMS" } },
  "aws:lambda/function:Function": {
    key: "kmsKeyArn",
    when: (props) => at(props, "environment.variables") !== undefined,
  },
  "aws:opensearch/domain:Domain": {
    key: "encryptAtRest.kmsKeyId",
    also: { "encryptAtRest.enabled": true },
  },
  "aws:pipes/pipe:Pipe": kms("kmsKeyIdentifier"),
  "aws:rds/cluster:Cluster": { key: "kmsKeyId", also: { storageEncrypted: true } },
  "aws:rds/instance:Instance": { key: "kmsKeyId", also: { storageEncrypted: true } },
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": kms(
    "rules.*.destination.encryptionConfiguration.replicaKmsKeyId",
  ),
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": {
    key: "rules.*.applyServerSideEncryptionByDefault.kmsMasterKeyId",
    also: { "rules.*.applyServerSideEncryptionByDefault.sseAlgorithm": "aws:kms" },
    when: ({ bucket }) =>
      bucket !== UNKNOWN && !(typeof bucket === "string" && LOAD_BALANCER_LOGS.test(bucket)),
  },
  "aws:scheduler/schedule:Schedule": kms("kmsKeyArn"),
  "aws:secretsmanager/secret:Secret": {
    key: "kmsKeyId",
    copies: { list: "replicas", key: "kmsKeyId" },
  },
  "aws:sfn/stateMachine:StateMachine": {
    key: "encryptionConfiguration.kmsKeyId",
    also: { "encryptionConfiguration.type": "CUSTOMER_MANAGED_KMS_KEY" },
  },
  "aws:sns/topic:Topic": kms("kmsMasterKeyId"),
  "aws:sqs/queue:Queue": kms("kmsMasterKeyId"),
  "aws:ssm/parameter:Parameter": { key: "keyId", when: ({ type }) => type === "SecureString" },
  "aws:synthetics/canary:Canary": {
    key: "artifactConfig.s3Encryption.kmsKeyArn",
    also: { "artifactConfig.s3Encryption.encryptionMode": "SSE_KMS" },
  },
};
