import { bucketHasAclsDisabled } from "../../../policies/storage/bucket-has-acls-disabled";
import { judges, LATER } from "../../support/violations";

const BUCKET = "aws:s3/bucket:Bucket";
const OWNER = "aws:s3/bucketOwnershipControls:BucketOwnershipControls";

judges(bucketHasAclsDisabled, {
  "passes the owner's ownership": {
    type: OWNER,
    props: { rule: { objectOwnership: "BucketOwnerEnforced" } },
  },
  "refuses another ownership": {
    type: OWNER,
    props: { rule: { objectOwnership: "ObjectWriter" } },
    says: [/^rule.objectOwnership/],
  },
  "refuses controls without a rule": { type: OWNER, props: {}, says: [/^rule.objectOwnership/] },
  "passes an unknown rule": { type: OWNER, props: { rule: LATER } },
  "refuses an ACL": { type: "aws:s3/bucketAcl:BucketAcl", props: {}, says: [/^an ACL/] },
  "refuses a bucket's public ACL": {
    type: BUCKET,
    props: { acl: "public-read" },
    says: [/^an ACL/],
  },
  "passes a bucket without an ACL": { type: BUCKET, props: {} },
  "refuses an ACL by the type's old name": {
    type: "aws:s3/bucketAclV2:BucketAclV2",
    props: {},
    says: [/^an ACL is given: leave it out$/],
  },
  "refuses a public ACL of a bucket by its old name": {
    type: "aws:s3/bucketV2:BucketV2",
    props: { acl: "public-read" },
    says: [/^an ACL/],
  },
  "passes the same without an ACL": { type: "aws:s3/bucketV2:BucketV2", props: {} },
  "passes a private ACL, the default": { type: BUCKET, props: { acl: "private" } },
});
