import { resourceRule } from "../support/rule";
import { at, equalsOrUnknown } from "../support/unknowns";

const CONTROLS = "aws:s3/bucketOwnershipControls:BucketOwnershipControls";
const ACLS = ["aws:s3/bucketAcl:BucketAcl", "aws:s3/bucketAclV2:BucketAclV2"];
const BUCKETS = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"];

/**
 * A bucket's objects belong to its account, and no ACL counts.
 *
 * Why: an ACL is a second list of who may read, beside the policy, that nobody looks at.
 *
 * Fix: build the bucket with `PrivateBucket`, and give no `acl`.
 */
export const bucketHasAclsDisabled = resourceRule({
  name: "bucket-has-acls-disabled",
  description: "S3 buckets enforce their owner's ownership, and have no ACL.",
  applies: (type) => type === CONTROLS || [...ACLS, ...BUCKETS].includes(type),
  *check({ type, props }) {
    if (
      type === CONTROLS &&
      !equalsOrUnknown(at(props, "rule.objectOwnership"), "BucketOwnerEnforced")
    ) {
      yield 'rule.objectOwnership is not "BucketOwnerEnforced": set it';
    }
    const acl = ACLS.includes(type) || (BUCKETS.includes(type) && isAcl(props.acl));
    if (acl) yield "an ACL is given: say who may read in the bucket's policy";
  },
});

function isAcl(acl: unknown): boolean {
  return acl !== undefined && !equalsOrUnknown(acl, "private");
}
