import { controlUrl, fsbp } from "../support/frameworks";
import { resourceRule } from "../support/rule";
import { equalsOrUnknown } from "../support/unknowns";

export const bucketHasAclsDisabled = resourceRule({
  name: "bucket-has-acls-disabled",
  description: "S3 buckets own all their objects, and no ACL counts.",
  why: "An ACL is a second list of who may read, beside the policy, that nobody reviews.",
  remediationSteps: "Create the bucket with `PrivateBucket`, and say who may read in its policy.",
  severity: "medium",
  framework: fsbp("S3.12", "ACLs should not be used to manage user access to S3 buckets"),
  url: controlUrl("S3.12"),
  types: [
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    "aws:s3/bucketAcl:BucketAcl",
    "aws:s3/bucketAclV2:BucketAclV2",
    "aws:s3/bucket:Bucket",
    "aws:s3/bucketV2:BucketV2",
  ],
  *check(subject) {
    switch (subject.type) {
      case "aws:s3/bucketOwnershipControls:BucketOwnershipControls":
        if (equalsOrUnknown(subject.props.rule?.objectOwnership, "BucketOwnerEnforced")) return;
        yield 'rule.objectOwnership is not "BucketOwnerEnforced": set it';
        return;
      case "aws:s3/bucket:Bucket":
      case "aws:s3/bucketV2:BucketV2": {
        const { acl } = subject.props;
        if (acl === undefined || equalsOrUnknown(acl, "private")) return;
      }
    }
    yield "an ACL is given: leave it out";
  },
});
