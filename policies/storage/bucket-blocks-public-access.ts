import { resourceRule } from "../support/rule";
import { equalsOrUnknown } from "../support/unknowns";

const SWITCHES = [
  "blockPublicAcls",
  "blockPublicPolicy",
  "ignorePublicAcls",
  "restrictPublicBuckets",
] as const;

/**
 * A bucket's public access block has all four of its switches on.
 *
 * Why: with one of them off, a policy or an ACL that is added later can open the bucket.
 *
 * Fix: build the bucket with `PrivateBucket`.
 */
export const bucketBlocksPublicAccess = resourceRule({
  name: "bucket-blocks-public-access",
  description: "S3 public access blocks have all four switches on.",
  applies: (type) =>
    type === "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock" ||
    type === "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
  *check({ props }) {
    for (const key of SWITCHES) {
      if (!equalsOrUnknown(props[key], true)) yield `${key} is not true: set it`;
    }
  },
});
