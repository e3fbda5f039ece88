import { ciCl002 } from "../support/frameworks";
import { resourceRule } from "../support/rule";
import { equalsOrUnknown } from "../support/unknowns";

export const bucketHasVersioning = resourceRule({
  name: "bucket-has-versioning",
  description: "S3 buckets have versioning on.",
  why:
    "A rollback deploys a zip by its object version, and a state file that was overwritten by mistake " +
    "exists only as an older version.",
  remediationSteps: "Create the bucket with `PrivateBucket`.",
  severity: "high",
  framework: ciCl002("§15"),
  types: ["aws:s3/bucketVersioning:BucketVersioning"],
  *check({ props }) {
    const status = props.versioningConfiguration?.status;
    if (equalsOrUnknown(status, "Enabled")) return;
    yield `versioningConfiguration.status is ${status ?? "not given"}: set it to "Enabled"`;
  },
});
