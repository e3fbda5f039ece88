import * as pulumi from "@pulumi/pulumi";
import type { Catalog } from "../../infra/catalog/workload";
import type { Context } from "../../infra/context";
import { artifactBucket } from "./artifact-bucket";
import { imageRepositories } from "./image-repositories";
import { WheelRepository } from "./wheel-repository";

export interface ArtifactStoreArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
  /** ARN of the environment's KMS key `artifacts`. */
  artifactsKeyArn: pulumi.Input<string>;
  /** ARN of the environment's KMS key `wheels`. */
  wheelsKeyArn: pulumi.Input<string>;
  /** The workloads whose artifacts it holds. */
  catalog: Catalog;
}

/**
 * The artifacts of one environment (CI/CL-002 §2, §15): images in one ECR repository per workload,
 * Python wheels in CodeArtifact, and Lambda zips, Terraform plans, manifests and SBOMs in one bucket,
 * below `<svc>/{zip,plan,manifest,sbom}/`.
 *
 * Where releases are promoted from, each workload's deploy role of the next environment may read
 * that workload's images and prefix, and nothing else.
 */
export class ArtifactStore extends pulumi.ComponentResource {
  /** Name of the bucket. */
  readonly bucketName: pulumi.Output<string>;
  /** ARN of the bucket; known in a preview. */
  readonly bucketArn: pulumi.Output<string>;
  /** URL of each workload's ECR repository, by the workload's name. */
  readonly imageUrls: Readonly<Record<string, pulumi.Output<string>>>;
  /** CodeArtifact domain and repository of Python wheels. */
  readonly wheels: WheelRepository;

  constructor(name: string, args: ArtifactStoreArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:artifacts:ArtifactStore", name, {}, opts);
    const { context, artifactsKeyArn: keyArn, wheelsKeyArn, catalog } = args;
    const child = { parent: this };

    this.imageUrls = imageRepositories(name, { context, keyArn, catalog }, child);
    const component = `artifacts-${context.settings.accountId}`;
    const bucket = artifactBucket(name, { context, component, keyArn, catalog }, child);
    this.bucketName = bucket.bucketName;
    this.bucketArn = bucket.arn;
    this.wheels = new WheelRepository(`${name}-wheels`, { context, keyArn: wheelsKeyArn }, child);
    this.registerOutputs({
      bucketName: this.bucketName,
      bucketArn: this.bucketArn,
      imageUrls: this.imageUrls,
    });
  }
}
