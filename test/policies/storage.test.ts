import { bucketBlocksPublicAccess } from "../../policies/storage/bucket-blocks-public-access";
import { bucketHasOneOwner } from "../../policies/storage/bucket-has-one-owner";
import { bucketIsComplete } from "../../policies/storage/bucket-is-complete";
import { bucketKeepsVersions } from "../../policies/storage/bucket-keeps-versions";
import { bucketSpeaksTlsOnly } from "../../policies/storage/bucket-speaks-tls-only";
import { secretValueStaysOut } from "../../policies/storage/secret-value-stays-out";
import { tableIsRecoverable } from "../../policies/storage/table-is-recoverable";
import { judges, judgesPlans, LATER, type Plan } from "../support/violations";

const BUCKET = "aws:s3/bucket:Bucket";
const BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const OWNER = "aws:s3/bucketOwnershipControls:BucketOwnershipControls";
const VERSIONS = "aws:s3/bucketVersioning:BucketVersioning";
const POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const SEALED =
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
const TABLE = "aws:dynamodb/table:Table";
const SECRET = "aws:secretsmanager/secretVersion:SecretVersion";

const SHUT = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};

judges(bucketBlocksPublicAccess, {
  "passes all four switches": { type: BLOCK, props: SHUT },
  "refuses one that is off": {
    type: BLOCK,
    props: { ...SHUT, ignorePublicAcls: false },
    says: [/^ignorePublicAcls is not true/],
  },
  "refuses four that are missing": {
    type: BLOCK,
    props: {},
    says: [/^blockPublicAcls/, /^blockPublicPolicy/, /^ignorePublicAcls/, /^restrictPublic/],
  },
  "judges the account's block too": {
    type: "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
    props: { ...SHUT, blockPublicPolicy: false },
    says: [/^blockPublicPolicy/],
  },
  "passes over what is unknown": { type: BLOCK, props: { ...SHUT, blockPublicAcls: LATER } },
});

judges(bucketHasOneOwner, {
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
});

const WHOLE: Plan = {
  bucket: { type: BUCKET, props: { bucket: "nc-platform-dev-a" } },
  block: { type: BLOCK, props: { bucket: "nc-platform-dev-a" } },
  owner: { type: OWNER, props: { bucket: LATER }, from: { bucket: ["bucket"] } },
  policy: { type: POLICY, props: { bucket: "nc-platform-dev-a" } },
  sealed: { type: SEALED, props: { bucket: "nc-platform-dev-a" } },
  versions: { type: VERSIONS, props: { bucket: LATER }, from: { bucket: ["bucket"] } },
};

judgesPlans(bucketIsComplete, {
  "passes a bucket with all parts, by name or by output": { plan: WHOLE },
  "refuses a bucket alone": {
    plan: { bucket: { type: BUCKET, props: { bucket: "b" } } },
    says: [/made public/, /takes ACLs/, /plain HTTP/, /AWS manages/, /^bucket: .*forgets/],
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
});

judges(bucketKeepsVersions, {
  "passes Enabled": {
    type: VERSIONS,
    props: { versioningConfiguration: { status: "Enabled" } },
  },
  "refuses Suspended": {
    type: VERSIONS,
    props: { versioningConfiguration: { status: "Suspended" } },
    says: [/status is Suspended/],
  },
  "refuses none": { type: VERSIONS, props: {}, says: [/status is not given/] },
  "passes over what is unknown": { type: VERSIONS, props: { versioningConfiguration: LATER } },
  "refuses in up what is still unknown": {
    type: VERSIONS,
    props: { versioningConfiguration: LATER },
    up: true,
    says: [/unknown although this is no preview/],
  },
  "judges nothing by settings that are wrong": {
    type: VERSIONS,
    props: {},
    config: { accountId: "1" },
    says: [/settings cannot be read.*accountId/],
  },
});

const ARN = "arn:aws:s3:::nc-platform-dev-a";
const DENY = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: [ARN, `${ARN}/*`],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const tls = (changes: object, bucket = "nc-platform-dev-a") => ({
  type: POLICY,
  props: { bucket, policy: JSON.stringify({ Statement: [{ ...DENY, ...changes }] }) },
});
const PLAIN = { says: [/^the policy lets plain HTTP in/] };

judges(bucketSpeaksTlsOnly, {
  "passes a denial of plain requests": tls({}),
  "passes it where the bucket's name is unknown": tls({}, LATER),
  "passes an unknown policy": { type: POLICY, props: { bucket: "b", policy: LATER } },
  "refuses an allowance": { ...tls({ Effect: "Allow" }), ...PLAIN },
  "refuses one for some principals": { ...tls({ Principal: { AWS: "arn:x" } }), ...PLAIN },
  "refuses one of some actions": { ...tls({ Action: "s3:GetObject" }), ...PLAIN },
  "refuses one that leaves the objects out": { ...tls({ Resource: ARN }), ...PLAIN },
  "refuses one of another bucket": { ...tls({}, "other"), ...PLAIN },
  "refuses one with a second condition": {
    ...tls({ Condition: { ...DENY.Condition, StringEquals: { "aws:PrincipalAccount": "1" } } }),
    ...PLAIN,
  },
  "refuses one of requests over TLS": {
    ...tls({ Condition: { Bool: { "aws:SecureTransport": "true" } } }),
    ...PLAIN,
  },
  "refuses one by another key": {
    ...tls({ Condition: { Bool: { "aws:ViaAWSService": "false" } } }),
    ...PLAIN,
  },
  "refuses what is no policy": { type: POLICY, props: { bucket: "b", policy: "{" }, ...PLAIN },
});

judges(secretValueStaysOut, {
  "refuses a value": { type: SECRET, props: { secretString: "s" }, says: [/^it puts a value/] },
  "refuses an unknown value": {
    type: SECRET,
    props: { secretString: LATER },
    says: [/^it puts a value/],
  },
});

judges(tableIsRecoverable, {
  "passes recovery": { type: TABLE, props: { pointInTimeRecovery: { enabled: true } } },
  "refuses recovery that is off": {
    type: TABLE,
    props: { pointInTimeRecovery: { enabled: false } },
    says: [/^pointInTimeRecovery/],
  },
  "refuses none": { type: TABLE, props: {}, says: [/^pointInTimeRecovery/] },
  "passes over what is unknown": { type: TABLE, props: { pointInTimeRecovery: LATER } },
});
