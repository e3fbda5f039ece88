import type { types } from "@pulumi/aws";

/** Days after which the parts of an upload that was never finished are deleted. */
const ABANDONED_UPLOAD_DAYS = 7;

/** How long a versioned bucket keeps what is in it. */
export interface BucketRetention {
  /** How long replaced and deleted versions are kept. @default - they are not deleted */
  retention?: VersionRetention;
  /** Age at which an object is deleted, in days. @default - never */
  expireDays?: number;
  /** Objects below one prefix that are deleted sooner, with all of their versions. @default - none */
  shortLived?: ShortLivedObjects;
}

/** How long replaced and deleted versions are kept. One is deleted when both limits are exceeded. */
interface VersionRetention {
  /** Age since it was replaced or deleted, in days. */
  days: number;
  /**
   * Number of newer versions of the same object, not counting the current one, 1 to 100 (S3 API,
   * `NewerNoncurrentVersions`). A deleted object keeps its last versions, as many as this.
   * @default - the age alone counts
   */
  newer?: number;
}

/** Objects below one prefix, and the age at which they are deleted. */
interface ShortLivedObjects {
  /** Name of the lifecycle rule. */
  id: string;
  /** Prefix of the objects' keys, such as `_synthetic/`. */
  prefix: string;
  /** Age at which an object is deleted, in days. */
  days: number;
}

type Rule = types.input.s3.BucketLifecycleConfigurationRule;

/** The lifecycle rules of a bucket. Where an object meets several, S3 applies the earliest. */
export function lifecycle({ retention, expireDays, shortLived }: BucketRetention): Rule[] {
  const always = { status: "Enabled", filter: {} };
  const abandoned = {
    id: "abandoned-uploads",
    ...always,
    abortIncompleteMultipartUpload: { daysAfterInitiation: ABANDONED_UPLOAD_DAYS },
  };
  const replaced = retention && {
    id: "replaced-versions",
    ...always,
    noncurrentVersionExpiration: {
      noncurrentDays: retention.days,
      ...(retention.newer !== undefined && { newerNoncurrentVersions: retention.newer }),
    },
    // S3 takes no `expiredObjectDeleteMarker` with an age: then it removes markers itself.
    ...(expireDays === undefined && { expiration: { expiredObjectDeleteMarker: true } }),
  };
  const old = expireDays && { id: "old", ...always, expiration: { days: expireDays } };
  const soon = shortLived && {
    id: shortLived.id,
    status: "Enabled",
    filter: { prefix: shortLived.prefix },
    expiration: { days: shortLived.days },
    noncurrentVersionExpiration: { noncurrentDays: 1 },
  };
  return [abandoned, ...[replaced, old, soon].flatMap((rule) => rule || [])];
}
