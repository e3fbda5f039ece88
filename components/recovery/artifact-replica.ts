import * as pulumi from "@pulumi/pulumi";
import type { Catalog } from "../../infra/catalog/workload";
import type { Context } from "../../infra/context";
import { artifactBucket } from "../artifacts/artifact-bucket";
import { imageRepositories } from "../artifacts/image-repositories";

export interface ArtifactReplicaArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
  /** ARN of the DR region's replica of the KMS key `artifacts`. */
  keyArn: pulumi.Input<string>;
  /** The workloads whose artifacts are copied. */
  catalog: Catalog;
}

/**
 * Where copies of an environment's artifacts are written in the DR region: the same repositories,
 * under the same names, and one bucket that differs from the original in its name alone.
 *
 * The repositories are made before anything is copied. ECR creates a missing repository with mutable
 * tags, an AWS managed key and no lifecycle policy, and does not copy these settings. The caller
 * passes the provider of the DR region.
 */
export class ArtifactReplica extends pulumi.ComponentResource {
  /** Name of the bucket. */
  readonly bucketName: pulumi.Output<string>;
  /** ARN of the bucket; known in a preview. */
  readonly bucketArn: pulumi.Output<string>;
  /** URL of each workload's ECR repository, by the workload's name. */
  readonly imageUrls: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: ArtifactReplicaArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:recovery:ArtifactReplica", name, {}, opts);
    const { context, keyArn, catalog } = args;
    const child = { parent: this };

    this.imageUrls = imageRepositories(name, { context, keyArn, catalog }, child);
    const component = `artifacts-dr-${context.settings.accountId}`;
    const bucket = artifactBucket(name, { context, component, keyArn, catalog }, child);
    this.bucketName = bucket.bucketName;
    this.bucketArn = bucket.arn;
    this.registerOutputs({ bucketName: this.bucketName, imageUrls: this.imageUrls });
  }
}
