import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Catalog, factsOf, workloadContext } from "../../infra/catalog/workload";
import type { Context } from "../../infra/context";
import { workloadImageLifecycle } from "./image-retention";
import { imageReader } from "./promotion-grants";

/** The tag that BuildKit writes its cache to, again and again. */
const BUILD_CACHE = { filter: "buildcache*", filterType: "WILDCARD" };

/**
 * The tags under which a client keeps the list of what is attached to a digest, where it finds no referrers API: the list
 * grows with each signature (opencontainers/distribution-spec, "Unavailable Referrers API"). ECR has the API, and has been
 * seen to answer it with 405 (aws/containers-roadmap #2783). Who rewrites a list can hide a signature, and make none.
 */
const REFERRERS = { filter: "sha256-*", filterType: "WILDCARD" };

export interface ImageRepositoriesArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
  /** ARN of the KMS key `artifacts`, in the region of the repositories. */
  keyArn: pulumi.Input<string>;
  /** The workloads: each that ships an image has a repository. */
  catalog: Catalog;
}

/**
 * Makes the ECR repositories of one region: one for each workload that ships an image, scanned on
 * every push.
 *
 * @returns the URL of each, by the workload's name
 */
export function imageRepositories(
  name: string,
  { context, keyArn, catalog }: ImageRepositoriesArgs,
  opts: pulumi.CustomResourceOptions,
): Record<string, pulumi.Output<string>> {
  // One per account and region: BASIC, which needs no other service; CI scans with Trivy too.
  new aws.ecr.RegistryScanningConfiguration(
    name,
    {
      scanType: "BASIC",
      rules: [
        {
          scanFrequency: "SCAN_ON_PUSH",
          repositoryFilters: [{ filter: "nc-*", filterType: "WILDCARD" }],
        },
      ],
    },
    opts,
  );
  const repositories = catalog
    .filter((each) => factsOf(each).shipsImage)
    .map((workload) => {
      const images = { context: workloadContext(context.settings, workload), keyArn };
      const { url } = new ImageRepository(`${name}-${workload.name}`, images, opts);
      return [workload.name, url] as const;
    });
  return Object.fromEntries(repositories);
}

export interface ImageRepositoryArgs {
  /** The context of the workload that ships the image. */
  context: Context;
  /** ARN of the KMS key `artifacts`, in the region of the repository. */
  keyArn: pulumi.Input<string>;
}

/**
 * The ECR repository of one workload in one environment (CI/CL-002 §15). A tag of a build, once pushed,
 * stays with its image. Where releases are promoted from, the next environment's deploy role of the same
 * workload may read, and nobody else outside the account.
 */
export class ImageRepository extends pulumi.ComponentResource {
  /** URL of the repository, the start of an image's name: `<account>.dkr.ecr.<region>.amazonaws.com/<name>`. */
  readonly url: pulumi.Output<string>;
  /** The repository's name. */
  readonly repositoryName: pulumi.Output<string>;

  constructor(name: string, args: ImageRepositoryArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:artifacts:ImageRepository", name, {}, opts);
    const { context, keyArn } = args;
    const { protect } = context;
    const { promotesFromAccountId, promotesToAccountId } = context.settings;
    // Where releases only arrive, nothing is built.
    const builds = promotesFromAccountId === undefined;

    const resource = new aws.ecr.Repository(
      name,
      {
        name: context.name("aws:ecr/repository:Repository", "image"),
        imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
        imageTagMutabilityExclusionFilters: builds ? [BUILD_CACHE, REFERRERS] : [REFERRERS],
        encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: keyArn }],
        forceDelete: !protect,
        tags: context.tags("image"),
      },
      { parent: this, protect },
    );
    const repository = resource.name;
    new aws.ecr.LifecyclePolicy(
      name,
      { repository, policy: workloadImageLifecycle() },
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
