import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Catalog, factsOf, identityOf } from "../../infra/catalog/workload";
import { type Context, contextOf } from "../../infra/context";
import type { ImageRetention } from "./image-lifecycle";
import { ImageRepository } from "./image-repository";

/** What is kept where nothing else is said. */
const RETAINED: ImageRetention = { releases: 20, commits: 50 };

export interface ImageRepositoriesArgs {
  /** The platform's context. */
  context: Context;
  /** ARN of the KMS key `artifacts`, in the region of the repositories. */
  keyArn: pulumi.Input<string>;
  /** Whose images they hold. */
  catalog: Catalog;
  /** How many images of each workload are kept. @default - 20 releases and 50 builds of commits */
  retain?: Partial<ImageRetention>;
}

/**
 * Makes the ECR repositories of one region: one for each workload that ships an image, scanned on
 * every push.
 *
 * @returns the URL of each, by the workload's name
 */
export function imageRepositories(
  name: string,
  { context, keyArn, catalog, retain }: ImageRepositoriesArgs,
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
      const own = contextOf(context.settings, identityOf(workload));
      const images = { context: own, keyArn, retain: { ...RETAINED, ...retain } };
      const { url } = new ImageRepository(`${name}-${workload.name}`, images, opts);
      return [workload.name, url] as const;
    });
  return Object.fromEntries(repositories);
}
