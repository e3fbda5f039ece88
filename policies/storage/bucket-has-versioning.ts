import { resourceRule } from "../support/rule";
import { at, equalsOrUnknown } from "../support/unknowns";

/**
 * A bucket keeps the versions of its objects.
 *
 * Why: a rollback deploys a zip by its object version, and a state that was overwritten by mistake
 * is only there as an older one.
 *
 * Fix: build the bucket with `PrivateBucket`.
 */
export const bucketHasVersioning = resourceRule({
  name: "bucket-has-versioning",
  description: "S3 buckets have versioning on.",
  applies: (type) => type === "aws:s3/bucketVersioning:BucketVersioning",
  *check({ props }) {
    const status = at(props, "versioningConfiguration.status");
    if (!equalsOrUnknown(status, "Enabled")) {
      yield `versioningConfiguration.status is ${status ?? "not given"}: set it to "Enabled"`;
    }
  },
});
