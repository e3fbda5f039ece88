import type { Asked, Outputs, Shape, Shapes } from "./shape";

const MADE = "2026-01-01T00:00:00Z";

/** S3, DynamoDB, ECR and CodeArtifact. */
export const STORAGE: Shapes = {
  "aws:s3/bucket:Bucket": ({ region, text }) => {
    const bucket = text("bucket");
    return {
      id: bucket,
      bucket,
      arn: `arn:aws:s3:::${bucket}`,
      bucketDomainName: `${bucket}.s3.amazonaws.com`,
      bucketRegion: region,
      bucketRegionalDomainName: `${bucket}.s3.${region}.amazonaws.com`,
      hostedZoneId: "Z1QDHH18159H29",
    };
  },
  ...Object.fromEntries(
    [
      "bucketVersioning:BucketVersioning",
      "bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
      "bucketPublicAccessBlock:BucketPublicAccessBlock",
      "bucketPolicy:BucketPolicy",
      "bucketLifecycleConfiguration:BucketLifecycleConfiguration",
      "bucketOwnershipControls:BucketOwnershipControls",
      "bucketReplicationConfig:BucketReplicationConfig",
      "bucketLogging:BucketLogging",
      "bucketNotification:BucketNotification",
      "bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    ].map((type): [string, Shape] => [`aws:s3/${type}`, by("bucket")]),
  ),
  "aws:s3/bucketObject:BucketObject": object,
  "aws:s3/bucketObjectv2:BucketObjectv2": object,
  "aws:dynamodb/table:Table": ({ arn, inputs, text }) => {
    const table = arn("dynamodb", `table/${text("name")}`);
    const label = inputs.streamEnabled === true ? MADE.replace("Z", ".000") : "";
    const streamArn = label && `${table}/stream/${label}`;
    return { id: text("name"), name: text("name"), arn: table, streamArn, streamLabel: label };
  },
  "aws:ecr/repository:Repository": ({ account, arn, region, text }) => ({
    id: text("name"),
    name: text("name"),
    arn: arn("ecr", `repository/${text("name")}`),
    registryId: account,
    repositoryUrl: `${account}.dkr.ecr.${region}.amazonaws.com/${text("name")}`,
  }),
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": inRegistry("repository"),
  "aws:ecr/repositoryPolicy:RepositoryPolicy": inRegistry("repository"),
  "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration": inRegistry(),
  "aws:ecr/registryPolicy:RegistryPolicy": inRegistry(),
  "aws:ecr/replicationConfiguration:ReplicationConfiguration": inRegistry(),
  "aws:ecr/pullThroughCacheRule:PullThroughCacheRule": inRegistry("ecrRepositoryPrefix"),
  "aws:codeartifact/domain:Domain": ({ account, arn, hex, region, text }) => {
    const domain = arn("codeartifact", `domain/${text("domain")}`);
    return {
      id: domain,
      arn: domain,
      owner: account,
      createdTime: MADE,
      assetSizeBytes: "0",
      repositoryCount: 0,
      s3BucketArn: `arn:aws:s3:::assets-${hex(12)}-${region}`,
    };
  },
  "aws:codeartifact/repository:Repository": (asked) => {
    const arn = asked.arn("codeartifact", `repository/${pathInDomain(asked)}`);
    const owner = String(asked.inputs.domainOwner ?? asked.account);
    return { id: arn, arn, administratorAccount: owner, domainOwner: owner };
  },
  "aws:codeartifact/domainPermissions:DomainPermissions": ({ account, arn, text }) => {
    const resourceArn = arn("codeartifact", `domain/${text("domain")}`);
    return { id: resourceArn, resourceArn, domainOwner: account };
  },
  "aws:codeartifact/repositoryPermissionsPolicy:RepositoryPermissionsPolicy": (asked) => {
    const resourceArn = asked.arn("codeartifact", `repository/${pathInDomain(asked)}`);
    return { id: resourceArn, resourceArn, domainOwner: asked.account };
  },
};

/** A part of a resource, that has no id but the resource's. */
function by(property: string): Shape {
  return ({ text }) => ({ id: text(property) });
}

function inRegistry(property?: string): Shape {
  return ({ account, text }) => ({
    id: property === undefined ? account : text(property),
    registryId: account,
  });
}

function object({ hex, text }: Asked): Outputs {
  const [bucket, key] = [text("bucket"), text("key")];
  return {
    id: `${bucket}/${key}`,
    arn: `arn:aws:s3:::${bucket}/${key}`,
    etag: hex(32, "etag"),
    versionId: hex(32),
  };
}

function pathInDomain({ text }: Asked): string {
  return `${text("domain")}/${text("repository")}`;
}
