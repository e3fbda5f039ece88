import { controlUrl, fsbp } from "../support/frameworks";
import { names, ofType, planRule } from "../support/plan";

/** What a bucket must have beside it, and what it is for; each has a rule of its own for its values. */
const PARTS = {
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": "can be made public",
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": "takes ACLs",
  "aws:s3/bucketPolicy:BucketPolicy": "accepts plain HTTP",
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration":
    "is encrypted with a key that AWS manages",
  "aws:s3/bucketVersioning:BucketVersioning": "loses what is overwritten",
} as const;

export const bucketHasRequiredParts = planRule({
  name: "bucket-has-required-parts",
  description:
    "Every S3 bucket has a public access block, ownership controls, a policy, encryption and versioning.",
  why: "A part that is missing breaks no rule about its values.",
  remediationSteps: "Create the bucket with `PrivateBucket`.",
  severity: "high",
  framework: fsbp("S3.8", "S3 general purpose buckets should block public access"),
  url: controlUrl("S3.8"),
  *check(plan) {
    for (const bucket of ofType(plan, "aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2")) {
      for (const [type, lack] of Object.entries(PARTS)) {
        const has = plan.some(
          (part) =>
            part.type === type &&
            names(part, "bucket", part.props.bucket, bucket, [bucket.props.bucket]),
        );
        if (has) continue;
        const message = `the bucket ${lack}: add a ${type.split(":").at(-1)}`;
        yield { urn: bucket.urn, message };
      }
    }
  },
});
