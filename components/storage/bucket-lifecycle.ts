import type { types } from "@pulumi/aws";

/** Days after which the parts of an upload that was never finished are deleted. */
const ABANDONED_UPLOAD_DAYS = 7;

/** How long a versioned bucket keeps what is in it. */
export interface BucketRetention {
  /** How long replaced and deleted versions are kept. @default - for ever */
  retention?: VersionRetention;
  /** Age at which an object is deleted, in days. @default - never */
  expireDays?: number;
  /** Objects that are not kept for long, deleted or not. @default - none */
  passing?: Passing;
}

/** A version goes when both are exceeded. */
interface VersionRetention {
  /** Age since it was replaced or deleted, in days. */
  days: number;
  /**
   * Newer versions of the same object, not counting the current one; S3 takes 1 to 100. The last so
   * many of an object that was deleted never go.
   * @default - the age alone counts
   */
  newer?: number;
}

/** What lies below one prefix, and goes for good when it is old. */
interface Passing {
  /** Name of the rule. */
  id: string;
  /** What the objects' keys begin with. */
  prefix: string;
  /** Age at which an object goes, in days. */
  days: number;
}

type Rule = types.input.s3.BucketLifecycleConfigurationRule;

/** The rules by which S3 deletes; of several that an object meets, the one by which it goes first. */
export function lifecycle({ retention, expireDays, passing }: BucketRetention): Rule[] {
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
    // S3 takes no marker's end beside an age: with one, it removes markers of itself.
    ...(expireDays === undefined && { expiration: { expiredObjectDeleteMarker: true } }),
  };
  const old = expireDays && { id: "old", ...always, expiration: { days: expireDays } };
  const passed = passing && {
    id: passing.id,
    status: "Enabled",
    filter: { prefix: passing.prefix },
    expiration: { days: passing.days },
    noncurrentVersionExpiration: { noncurrentDays: 1 },
  };
  return [abandoned, ...[replaced, old, passed].flatMap((rule) => rule || [])];
}
