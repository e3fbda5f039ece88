import type * as pulumi from "@pulumi/pulumi";
import type { Catalog } from "../../infra/catalog/workload";
import type { Context } from "../../infra/context";
import { CANARY_RESULTS } from "../../infra/naming/names";
import { PrivateBucket } from "../storage/private-bucket";
import { artifactListers, artifactReaders } from "./promotion-grants";

/** How long replaced and deleted artifacts are kept: releases replace none, so long is cheap. */
const RETENTION = { days: 365, newer: 20 };

/**
 * Results of synthetic tests, thousands a day. Synthetics writes them and never deletes them, so the
 * bucket does: after 93 days, as long as the canary shows its failed runs (`failureRetentionPeriod`).
 */
const SYNTHETIC_RESULTS = { id: "synthetic-results", prefix: `${CANARY_RESULTS}/`, days: 93 };

export interface ArtifactBucketArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
  /** Last part of the bucket's name, such as `artifacts-<account>`. */
  component: string;
  /** ARN of the KMS key `artifacts`, in the bucket's region. */
  keyArn: pulumi.Input<string>;
  /** The workloads whose artifacts it holds. */
  catalog: Catalog;
}

/**
 * Makes a bucket of artifacts. Where releases are promoted from, each workload's deploy role of the
 * next environment may read its own prefix of it.
 */
export function artifactBucket(
  name: string,
  { context, component, keyArn, catalog }: ArtifactBucketArgs,
  opts: pulumi.CustomResourceOptions,
): PrivateBucket {
  const { promotesToAccountId } = context.settings;
  const bucket = context.name("aws:s3/bucket:Bucket", component);
  const services = catalog.map((workload) => workload.name);
  const statements =
    promotesToAccountId === undefined
      ? []
      : [
          artifactListers(promotesToAccountId, bucket),
          artifactReaders(promotesToAccountId, services, bucket),
        ];
  return new PrivateBucket(
    name,
    { context, component, keyArn, retention: RETENTION, shortLived: SYNTHETIC_RESULTS, statements },
    opts,
  );
}
