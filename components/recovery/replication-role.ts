import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import { type ServiceRole, serviceRole } from "../identity/service-role";

/** One end of a replication: a bucket, and the key that encrypts its objects. */
export interface ReplicatedBucket {
  /** ARN of the bucket. */
  readonly bucketArn: pulumi.Input<string>;
  /** ARN of the KMS key, in the bucket's region. */
  readonly keyArn: pulumi.Input<string>;
  /** The bucket's region, such as `us-east-1`. */
  readonly region: string;
}

export interface ReplicationRoleArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
  /** Last part of the role's name. */
  component: string;
  /** The bucket whose objects are copied. */
  source: ReplicatedBucket;
  /** The bucket that the copies are written to. */
  replica: ReplicatedBucket;
  /** ARN of the managed policy that is the permissions boundary of every role. */
  permissionsBoundaryArn: pulumi.Input<string>;
}

/** Makes the role with which S3 copies the objects of one bucket into another. */
export function replicationRole(
  name: string,
  { context, component, source, replica, permissionsBoundaryArn }: ReplicationRoleArgs,
  opts: pulumi.CustomResourceOptions,
): ServiceRole {
  const Statement = replicationPermissions(source, replica);
  return serviceRole(
    name,
    {
      context,
      component,
      permissionsBoundaryArn,
      description: "S3 copies artifacts to the DR region",
      // S3 documents no source for this role's trust. A condition that S3 does not meet would end
      // replication, so the role is narrow by its permissions: one bucket into one other.
      service: "s3.amazonaws.com",
      policy: pulumi.jsonStringify({ Version: "2012-10-17", Statement }),
    },
    opts,
  );
}

/**
 * What S3 needs to copy the objects of one bucket to another and to re-encrypt them (S3 user guide,
 * "Setting up permissions for live replication" and "Replicating encrypted objects").
 */
function replicationPermissions(
  source: ReplicatedBucket,
  replica: ReplicatedBucket,
): aws.iam.PolicyStatement[] {
  const objectsOf = ({ bucketArn }: ReplicatedBucket) => pulumi.interpolate`${bucketArn}/*`;
  const throughS3 = ({ bucketArn, region }: ReplicatedBucket) => ({
    StringEquals: { "kms:ViaService": `s3.${region}.amazonaws.com` },
    // With a bucket key the context is the bucket, without one the object.
    StringLike: {
      "kms:EncryptionContext:aws:s3:arn": [bucketArn, pulumi.interpolate`${bucketArn}/*`],
    },
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
      Resource: objectsOf(source),
      Action: [
        "s3:GetObjectVersionAcl",
        "s3:GetObjectVersionForReplication",
        "s3:GetObjectVersionTagging",
      ],
    },
    {
      Sid: "WritesReplicas",
      Effect: "Allow",
      Resource: objectsOf(replica),
      Action: ["s3:ReplicateDelete", "s3:ReplicateObject", "s3:ReplicateTags"],
    },
    {
      Sid: "Decrypts",
      Effect: "Allow",
      Resource: source.keyArn,
      Action: ["kms:Decrypt"],
      Condition: throughS3(source),
    },
    {
      Sid: "Encrypts",
      Effect: "Allow",
      Resource: replica.keyArn,
      Action: ["kms:Encrypt", "kms:GenerateDataKey"],
      Condition: throughS3(replica),
    },
  ];
}
