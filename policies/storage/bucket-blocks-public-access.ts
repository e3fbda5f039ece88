import { controlUrl, fsbp } from "../support/frameworks";
import { resourceRule } from "../support/rule";
import { equalsOrUnknown } from "../support/unknowns";

const SWITCHES = [
  "blockPublicAcls",
  "blockPublicPolicy",
  "ignorePublicAcls",
  "restrictPublicBuckets",
] as const;

export const bucketBlocksPublicAccess = resourceRule({
  name: "bucket-blocks-public-access",
  description: "S3 public access blocks have all four switches on.",
  why: "With one of them off, a policy or an ACL that is added later can open the bucket.",
  remediationSteps: "Create the bucket with `PrivateBucket`.",
  severity: "critical",
  framework: fsbp("S3.8", "S3 general purpose buckets should block public access"),
  url: controlUrl("S3.8"),
  types: [
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
  ],
  *check({ props }) {
    for (const key of SWITCHES) {
      if (!equalsOrUnknown(props[key], true)) yield `${key} is not true: set it`;
    }
  },
});
