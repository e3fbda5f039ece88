import { type Planned, planRule } from "../support/rule";

const BUCKETS = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"];

/** What a bucket must have beside it, and what it is for. */
const PARTS = {
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": "can be made public",
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": "takes ACLs",
  "aws:s3/bucketPolicy:BucketPolicy": "lets plain HTTP in",
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration":
    "is encrypted with a key that AWS manages",
  "aws:s3/bucketVersioning:BucketVersioning": "forgets what is overwritten",
} as const;

/**
 * A bucket has all the parts that make it private: each part has a rule of its own for what it says.
 *
 * Why: a part that is forgotten breaks no rule about its values.
 *
 * Fix: build the bucket with `PrivateBucket`.
 */
export const bucketHasRequiredParts = planRule({
  name: "bucket-has-required-parts",
  description: "Every S3 bucket has a public access block, owner, policy, encryption and versions.",
  *check(plan) {
    for (const bucket of plan.filter(({ type }) => BUCKETS.includes(type))) {
      for (const [type, lack] of Object.entries(PARTS)) {
        if (plan.some((part) => part.type === type && belongs(part, bucket))) continue;
        yield {
          urn: bucket.urn,
          message: `the bucket ${lack}: add a ${type.split(":").at(-1)}, or use PrivateBucket`,
        };
      }
    }
  },
});

/** Whether `part` names the bucket, by its name or by one of its outputs. */
function belongs(part: Planned, bucket: Planned): boolean {
  const name = bucket.props.bucket;
  return (
    (typeof name === "string" && part.props.bucket === name) ||
    part.madeFrom("bucket").includes(bucket.urn)
  );
}
