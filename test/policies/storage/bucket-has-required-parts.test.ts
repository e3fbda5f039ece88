import { bucketHasRequiredParts } from "../../../policies/storage/bucket-has-required-parts";
import { judgesPlans, LATER, type Plan } from "../../support/violations";

const BUCKET = "aws:s3/bucket:Bucket";
const BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const OWNER = "aws:s3/bucketOwnershipControls:BucketOwnershipControls";
const VERSIONS = "aws:s3/bucketVersioning:BucketVersioning";
const POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const SEALED =
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
const WHOLE: Plan = {
  bucket: { type: BUCKET, props: { bucket: "nc-platform-dev-a" } },
  block: { type: BLOCK, props: { bucket: "nc-platform-dev-a" } },
  owner: { type: OWNER, props: { bucket: LATER }, from: { bucket: ["bucket"] } },
  policy: { type: POLICY, props: { bucket: "nc-platform-dev-a" } },
  sealed: { type: SEALED, props: { bucket: "nc-platform-dev-a" } },
  versions: { type: VERSIONS, props: { bucket: LATER }, from: { bucket: ["bucket"] } },
};

judgesPlans(bucketHasRequiredParts, {
  "passes a bucket with all parts, by name or by output": { plan: WHOLE },
  "refuses a bucket alone": {
    plan: { bucket: { type: BUCKET, props: { bucket: "b" } } },
    says: [/made public/, /takes ACLs/, /accepts plain HTTP/, /AWS manages/, /^bucket: .*loses/],
  },
  "refuses a part of another bucket": {
    plan: { ...WHOLE, block: { type: BLOCK, props: { bucket: "other" } } },
    says: [/^bucket: .*made public: add a BucketPublicAccessBlock/],
  },
  "takes no unknown name for the bucket's": {
    plan: {
      ...WHOLE,
      bucket: { type: BUCKET, props: { bucket: LATER } },
      block: { type: BLOCK, props: { bucket: LATER }, from: { bucket: ["bucket"] } },
      policy: { type: POLICY, props: { bucket: LATER }, from: { bucket: ["bucket"] } },
    },
    says: [/AWS manages/],
  },
  "refuses a bucket by its old name": {
    plan: { bucket: { type: "aws:s3/bucketV2:BucketV2", props: { bucket: "b" } } },
    says: [/made public/, /takes ACLs/, /accepts plain HTTP/, /AWS manages/, /loses/],
  },
});
