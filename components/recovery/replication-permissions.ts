import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** One end of a replication: a bucket, and the key that encrypts its objects. */
export interface BucketEnd {
  readonly bucketArn: pulumi.Input<string>;
  /** ARN of the KMS key, in the bucket's region. */
  readonly keyArn: pulumi.Input<string>;
  readonly region: string;
}

/**
 * What S3 does to copy the objects of one bucket to another, and re-encrypt them on the way (S3
 * user guide, "Setting up permissions for live replication" and "Replicating encrypted objects").
 *
 * @param arnOf - ARN of what is in a bucket, such as all of its objects: `arnOf(bucketArn, "/*")`
 */
export function replicationPermissions(
  source: BucketEnd,
  replica: BucketEnd,
  arnOf: (bucketArn: pulumi.Input<string>, rest: string) => pulumi.Input<string>,
): aws.iam.PolicyStatement[] {
  const through = ({ bucketArn, region }: BucketEnd) => ({
    StringEquals: { "kms:ViaService": `s3.${region}.amazonaws.com` },
    // With a bucket key the context is the bucket, without one the object.
    StringLike: { "kms:EncryptionContext:aws:s3:arn": [bucketArn, arnOf(bucketArn, "/*")] },
  });
  return [
    {
      Sid: "ReadsConfiguration",
      Effect: "Allow",
      Resource: source.bucketArn,
      Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"],
    },
    {
      Sid: "ReadsVersions",
      Effect: "Allow",
      Resource: arnOf(source.bucketArn, "/*"),
      Action: [
        "s3:GetObjectVersionAcl",
        "s3:GetObjectVersionForReplication",
        "s3:GetObjectVersionTagging",
      ],
    },
    {
      Sid: "WritesReplicas",
      Effect: "Allow",
      Resource: arnOf(replica.bucketArn, "/*"),
      Action: ["s3:ReplicateDelete", "s3:ReplicateObject", "s3:ReplicateTags"],
    },
    {
      Sid: "Decrypts",
      Effect: "Allow",
      Resource: source.keyArn,
      Action: ["kms:Decrypt"],
      Condition: through(source),
    },
    {
      Sid: "Encrypts",
      Effect: "Allow",
      Resource: replica.keyArn,
      Action: ["kms:Encrypt", "kms:GenerateDataKey"],
      Condition: through(replica),
    },
  ];
}
