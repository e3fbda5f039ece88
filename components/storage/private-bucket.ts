import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import { separatelyManagedInputs } from "../separately-managed-inputs";
import { type BucketRetention, lifecycle } from "./bucket-lifecycle";
import { type BucketUploads, privateStatements } from "./bucket-policy";

export interface PrivateBucketArgs extends BucketRetention, BucketUploads {
  /** The context of the workload, or of the platform, that owns the bucket. */
  context: Context;
  /** Last part of the bucket's name, such as `artifacts-<account>`. */
  component: string;
  /**
   * Days for which nobody deletes or overwrites a version: object lock in compliance mode. AWS keeps it
   * from everybody, the account's root user included, and cannot switch it off again.
   * @default - no object lock
   */
  lockDays?: number;
  /** Further statements of the bucket's policy, in addition to those that keep it private. @default - none */
  statements?: readonly aws.iam.PolicyStatement[];
}

/**
 * A versioned S3 bucket that is encrypted, accepts TLS only and cannot be made public. Where the
 * environment is protected, Pulumi refuses to delete it; elsewhere its objects are deleted with it.
 */
export class PrivateBucket extends pulumi.ComponentResource {
  /** The bucket's name. It resolves once the bucket is private, versioned and encrypted. */
  readonly bucketName: pulumi.Output<string>;
  /** The bucket's ARN; known in a preview. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: PrivateBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:storage:PrivateBucket", name, {}, opts);
    const { context, component, keyArn, lockDays, statements = [] } = args;
    const { protect } = context;
    const bucketName = context.name("aws:s3/bucket:Bucket", component);
    const child = { parent: this };

    const resource = new aws.s3.Bucket(
      name,
      {
        bucket: bucketName,
        forceDestroy: !protect,
        objectLockEnabled: lockDays === undefined ? undefined : true,
        tags: context.tags(component),
      },
      { ...child, protect, ignoreChanges: separatelyManagedInputs("aws:s3/bucket:Bucket") },
    );
    const bucket = resource.bucket;
    this.arn = pulumi.interpolate`arn:aws:s3:::${bucket}`;

    const versioning = new aws.s3.BucketVersioning(
      name,
      { bucket, versioningConfiguration: { status: "Enabled" } },
      child,
    );
    const encrypted = new aws.s3.BucketServerSideEncryptionConfiguration(
      name,
      { bucket, rules: [encryption(keyArn)] },
      child,
    );
    const lock =
      lockDays === undefined
        ? undefined
        : new aws.s3.BucketObjectLockConfiguration(
            name,
            { bucket, rule: { defaultRetention: { mode: "COMPLIANCE", days: lockDays } } },
            { ...child, dependsOn: versioning },
          );
    const access = new aws.s3.BucketPublicAccessBlock(
      name,
      {
        bucket,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      child,
    );
    const ownership = new aws.s3.BucketOwnershipControls(
      name,
      { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
      child,
    );
    const Statement = [...privateStatements(bucketName, args), ...statements];
    // S3 refuses a policy while the public access settings are being written. Others take the name
    // from the policy, so nothing is written before the bucket is versioned, encrypted and locked.
    const policy = new aws.s3.BucketPolicy(
      name,
      { bucket, policy: pulumi.jsonStringify({ Version: "2012-10-17", Statement }) },
      { ...child, dependsOn: [access, ownership, versioning, encrypted, lock ?? []].flat() },
    );
    this.bucketName = policy.bucket;
    new aws.s3.BucketLifecycleConfiguration(
      name,
      { bucket, rules: lifecycle(args) },
      { ...child, dependsOn: versioning },
    );
    this.registerOutputs({ bucketName: this.bucketName, arn: this.arn });
  }
}

function encryption(keyArn?: pulumi.Input<string>) {
  const byDefault =
    keyArn === undefined
      ? { sseAlgorithm: "AES256" }
      : { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn };
  return {
    applyServerSideEncryptionByDefault: byDefault,
    bucketKeyEnabled: keyArn !== undefined,
    blockedEncryptionTypes: ["SSE-C"],
  };
}
