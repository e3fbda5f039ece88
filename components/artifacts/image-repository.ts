import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import { type ImageRetention, imageLifecycle } from "./image-lifecycle";
import { imageReader } from "./promotion-grants";

/**
 * The one tag that is written again and again: BuildKit's cache. Signatures and attestations need
 * no exemption: cosign 3 stores them as OCI 1.1 referrers of a digest, without a tag.
 */
const BUILD_CACHE = { filter: "buildcache*", filterType: "WILDCARD" };

export interface ImageRepositoryArgs {
  /** The context of the workload that ships the image. */
  context: Context;
  /** ARN of the environment's KMS key `artifacts`. */
  keyArn: pulumi.Input<string>;
  /** How many images are kept. */
  retain: ImageRetention;
}

/**
 * The ECR repository of one workload in one environment (CI/CL-002 §15). A tag, once pushed, stays
 * with its image; where releases are promoted from, the next environment's deploy role of the same
 * workload may read, and nobody else outside the account.
 */
export class ImageRepository extends pulumi.ComponentResource {
  /** What an image's name starts with: `<account>.dkr.ecr.<region>.amazonaws.com/<name>`. */
  readonly url: pulumi.Output<string>;
  /** The repository's name. */
  readonly repositoryName: pulumi.Output<string>;

  constructor(name: string, args: ImageRepositoryArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:artifacts:ImageRepository", name, {}, opts);
    const { context, keyArn, retain } = args;
    const { protect, promotesFromAccountId, promotesToAccountId } = context.settings;
    // Where releases only arrive, nothing is built.
    const builds = promotesFromAccountId === undefined;

    const resource = new aws.ecr.Repository(
      name,
      {
        name: context.name("aws:ecr/repository:Repository", "image"),
        ...(builds
          ? {
              imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
              imageTagMutabilityExclusionFilters: [BUILD_CACHE],
            }
          : { imageTagMutability: "IMMUTABLE" }),
        encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: keyArn }],
        forceDelete: !protect,
        tags: context.tags("image"),
      },
      { parent: this, protect },
    );
    const repository = resource.name;
    new aws.ecr.LifecyclePolicy(
      name,
      { repository, policy: imageLifecycle(retain) },
      { parent: this },
    );
    if (promotesToAccountId !== undefined) {
      const policy = imageReader(promotesToAccountId, context.service);
      new aws.ecr.RepositoryPolicy(name, { repository, policy }, { parent: this });
    }

    this.url = resource.repositoryUrl;
    this.repositoryName = repository;
    this.registerOutputs({ url: this.url, repositoryName: this.repositoryName });
  }
}
