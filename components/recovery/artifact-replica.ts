import * as pulumi from "@pulumi/pulumi";
import type { Catalog } from "../../infra/catalog/workload";
import type { Context } from "../../infra/context";
import { artifactBucket } from "../artifacts/artifact-bucket";
import type { ImageRetention } from "../artifacts/image-lifecycle";
import { imageRepositories } from "../artifacts/image-repositories";

export interface ArtifactReplicaArgs {
  /** The platform's context. */
  context: Context;
  /** ARN of the DR region's replica of the KMS key `artifacts`. */
  keyArn: pulumi.Input<string>;
  /** Whose artifacts are copied. */
  catalog: Catalog;
  /** How many images are kept. @default - as in the primary region */
  retain?: Partial<ImageRetention>;
}

/**
 * Where copies of an environment's artifacts land in the DR region: the same repositories, under
 * the same names, and one bucket that only its name tells from the original.
 *
 * The repositories are made before anything is copied: ECR makes what it does not find, with
 * mutable tags, a key of AWS and no lifecycle, and does not copy such settings. To be given the
 * provider of the DR region.
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
    const { context, keyArn, catalog, retain } = args;
    const child = { parent: this };

    this.imageUrls = imageRepositories(name, { context, keyArn, catalog, retain }, child);
    const component = `artifacts-dr-${context.settings.accountId}`;
    const bucket = artifactBucket(name, { context, component, keyArn, catalog }, child);
    this.bucketName = bucket.bucketName;
    this.bucketArn = bucket.arn;
    this.registerOutputs({ bucketName: this.bucketName, imageUrls: this.imageUrls });
  }
}
