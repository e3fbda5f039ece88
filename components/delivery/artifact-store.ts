import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { identityOf } from "../../infra/catalog/identity";
import { type Catalog, shipsImage } from "../../infra/catalog/workload";
import { platformNames } from "../../infra/naming/platform-names";
import { type Scope, scopeOf } from "../../infra/scope";
import { PrivateBucket } from "../storage/private-bucket";
import type { ImageRetention } from "./image-lifecycle";
import { ImageRepository } from "./image-repository";
import { artifactReaders } from "./promotion-grants";
import { WheelIndex } from "./wheel-index";

/** Replaced artifacts: none is meant to be, so that all of them are kept for long. */
const RETENTION = { days: 365, newer: 20 };

export interface ArtifactStoreArgs {
  /** The platform's scope. */
  scope: Scope;
  /** ARN of the environment's KMS key `artifacts`. */
  artifactsKeyArn: pulumi.Input<string>;
  /** Whose artifacts it holds. */
  catalog: Catalog;
  /** How many images of each workload are kept. @default - 20 releases and 50 builds of commits */
  retain?: Partial<ImageRetention>;
}

/**
 * Where the artifacts of one environment are: images in an ECR repository per workload, Lambda
 * zips, Terraform plans, manifests and SBOMs in one bucket, below `<svc>/{zip,plan,manifest,sbom}/`,
 * and Python wheels in CodeArtifact (CI/CL-002 §2, §15).
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
  readonly wheels: WheelIndex;

  constructor(name: string, args: ArtifactStoreArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:delivery:ArtifactStore", name, args, opts);
    const { scope, artifactsKeyArn: keyArn, catalog } = args;
    const retain = { releases: 20, commits: 50, ...args.retain };
    const { accountId, promotesToAccountId } = scope.settings;
    const child = { parent: this };

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
      child,
    );
    this.imageUrls = Object.fromEntries(
      catalog.filter(shipsImage).map((workload) => {
        const own = scopeOf(scope.settings, identityOf(workload));
        const images = { scope: own, keyArn, retain };
        return [
          workload.name,
          new ImageRepository(`${name}-${workload.name}`, images, child).url,
        ] as const;
      }),
    );

    const { artifactBucket } = platformNames(scope.settings);
    const services = catalog.map((workload) => workload.name);
    const bucket = new PrivateBucket(
      name,
      {
        ...{ scope, component: `artifacts-${accountId}`, keyArn, retention: RETENTION },
        statements:
          promotesToAccountId === undefined
            ? []
            : [artifactReaders(promotesToAccountId, services, artifactBucket)],
      },
      child,
    );
    this.bucketName = bucket.bucketName;
    this.bucketArn = bucket.arn;
    this.wheels = new WheelIndex(`${name}-wheels`, { scope, keyArn }, child);
    this.registerOutputs({
      ...{ bucketName: this.bucketName, bucketArn: this.bucketArn, imageUrls: this.imageUrls },
    });
  }
}
