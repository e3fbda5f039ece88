import { controlUrl, fsbp } from "../support/frameworks";
import { ofType, planRule } from "../support/plan";
import { equalsOrUnknown } from "../support/unknowns";

export const accountBlocksPublicAccess = planRule({
  name: "account-blocks-public-access",
  description: "An environment with buckets blocks public access to every bucket of its account.",
  why: "A Terraform stack, or a person, makes buckets that no rule of this pack sees.",
  remediationSteps: "Keep `AccountPublicAccessBlock` in the environment, for its own account.",
  severity: "critical",
  framework: fsbp(
    "S3.1",
    "S3 general purpose buckets should have block public access settings enabled",
  ),
  url: controlUrl("S3.1"),
  *check(plan, { accountId }) {
    const [bucket] = ofType(plan, "aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2");
    if (bucket === undefined) return;
    const blocks = ofType(plan, "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock");
    const isWhole = blocks.some(
      ({ props }) =>
        // The provider's default is the account that it works in.
        (props.accountId === undefined || equalsOrUnknown(props.accountId, accountId)) &&
        props.blockPublicAcls === true &&
        props.blockPublicPolicy === true &&
        props.ignorePublicAcls === true &&
        props.restrictPublicBuckets === true,
    );
    if (isWhole) return;
    const message = `no AccountPublicAccessBlock of ${accountId} has all four switches on: add one`;
    yield { urn: bucket.urn, message };
  },
});
