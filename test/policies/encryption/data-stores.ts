const OURS = "arn:aws:kms:ca-central-1:111111111111:key/01234567-89ab-cdef-0123-456789abcdef";
/** Python wheels are where AWS offers CodeArtifact, and so is their key. */
const CODEARTIFACT = OURS.replace("ca-central-1", "us-east-1");

/** Data stores, most of which the program does not use yet: the key, and what turns encryption on. */
export const STORES: [type: string, key: object, also: object][] = [
  [
    "aws:elasticache/replicationGroup:ReplicationGroup",
    { kmsKeyId: OURS },
    { atRestEncryptionEnabled: true },
  ],
  ["aws:elasticache/serverlessCache:ServerlessCache", { kmsKeyId: OURS }, {}],
  ["aws:memorydb/cluster:Cluster", { kmsKeyArn: OURS }, {}],
  ["aws:rds/instance:Instance", { kmsKeyId: OURS }, { storageEncrypted: true }],
  ["aws:rds/cluster:Cluster", { kmsKeyId: OURS }, { storageEncrypted: true }],
  ["aws:docdb/cluster:Cluster", { kmsKeyId: OURS }, { storageEncrypted: true }],
  ["aws:neptune/cluster:Cluster", { kmsKeyArn: OURS }, { storageEncrypted: true }],
  ["aws:redshift/cluster:Cluster", { kmsKeyId: OURS }, { encrypted: true }],
  ["aws:redshiftserverless/namespace:Namespace", { kmsKeyId: OURS }, {}],
  ["aws:efs/fileSystem:FileSystem", { kmsKeyId: OURS }, { encrypted: true }],
  ["aws:fsx/windowsFileSystem:WindowsFileSystem", { kmsKeyId: OURS }, {}],
  ["aws:fsx/lustreFileSystem:LustreFileSystem", { kmsKeyId: OURS }, {}],
  ["aws:fsx/ontapFileSystem:OntapFileSystem", { kmsKeyId: OURS }, {}],
  ["aws:fsx/openZfsFileSystem:OpenZfsFileSystem", { kmsKeyId: OURS }, {}],
  ["aws:backup/vault:Vault", { kmsKeyArn: OURS }, {}],
  ["aws:cloudtrail/trail:Trail", { kmsKeyId: OURS }, {}],
  ["aws:codebuild/project:Project", { encryptionKey: OURS }, {}],
  ["aws:codeartifact/domain:Domain", { encryptionKey: CODEARTIFACT }, {}],
  ["aws:dynamodb/tableReplica:TableReplica", { kmsKeyArn: OURS }, {}],
  ["aws:cloudwatch/eventBus:EventBus", { kmsKeyIdentifier: OURS }, {}],
  ["aws:cloudwatch/eventArchive:EventArchive", { kmsKeyIdentifier: OURS }, {}],
  ["aws:pipes/pipe:Pipe", { kmsKeyIdentifier: OURS }, {}],
  ["aws:scheduler/schedule:Schedule", { kmsKeyArn: OURS }, {}],
  ["aws:sns/topic:Topic", { kmsMasterKeyId: OURS }, {}],
  ["aws:kinesis/stream:Stream", { kmsKeyId: OURS }, { encryptionType: "KMS" }],
  ["aws:msk/cluster:Cluster", { encryptionInfo: { encryptionAtRestKmsKeyArn: OURS } }, {}],
  ["aws:ebs/volume:Volume", { kmsKeyId: OURS }, { encrypted: true }],
  ["aws:timestreamwrite/database:Database", { kmsKeyId: OURS }, {}],
];
