import { UNKNOWN } from "../../../infra/unknown";
import { idOf } from "../identifiers";
import { policyDocument } from "../policy-document";
import type { CreateRequest, Outputs, ResourceTypes } from "../resource-type";
import { required, type Validation } from "../validators";
import { isGiven, objectOf, objectsIn } from "../values";

/** Of which a lifecycle rule has one at least. Source: S3 API, LifecycleRule. */
const LIFECYCLE_ACTIONS = [
  "expiration",
  "transitions",
  "abortIncompleteMultipartUpload",
  "noncurrentVersionExpiration",
  "noncurrentVersionTransitions",
];

/** S3: buckets, their settings and objects. Source of each limit: its Put* operation. */
export const S3: ResourceTypes = {
  "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock": {
    outputs: ({ text }) => ({ id: text("accountId") }),
    global: "resource",
    immutable: ["accountId"],
    uniqueBy: ["accountId"],
  },
  "aws:s3/bucket:Bucket": {
    outputs: ({ region, text }) => {
      const bucket = text("bucket");
      return {
        id: bucket,
        bucket,
        arn: `arn:aws:s3:::${bucket}`,
        bucketDomainName: `${bucket}.s3.amazonaws.com`,
        bucketRegion: region,
        bucketRegionalDomainName: `${bucket}.s3.${region}.amazonaws.com`,
        hostedZoneId: "Z1QDHH18159H29",
      };
    },
    immutable: ["objectLockEnabled"],
    global: "name",
  },
  "aws:s3/bucketObject:BucketObject": {
    outputs: objectOutputs,
    immutable: ["bucket"],
  },
  "aws:s3/bucketObjectv2:BucketObjectv2": {
    outputs: objectOutputs,
    immutable: ["bucket"],
  },
  "aws:s3/bucketVersioning:BucketVersioning": {
    outputs: idOf("bucket"),
    validate: [
      required("bucket", "versioningConfiguration"),
      ({ inputs, refuse }) => {
        const status = objectOf(inputs.versioningConfiguration)?.status;
        if (typeof status === "string" && !["Enabled", "Suspended", "Disabled"].includes(status)) {
          refuse("versioningConfiguration.status", status, "Enabled, Suspended or Disabled");
        }
      },
    ],
    immutable: ["bucket"],
  },
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": {
    outputs: idOf("bucket"),
    validate: [required("bucket", "rules"), checkEncryption],
    immutable: ["bucket"],
  },
  "aws:s3/bucketPolicy:BucketPolicy": {
    outputs: idOf("bucket"),
    validate: [
      required("bucket", "policy"),
      policyDocument("policy", { max: 20_480, principal: true }),
    ],
    immutable: ["bucket"],
  },
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": {
    outputs: idOf("bucket"),
    validate: [
      ({ inputs, refuse }) => {
        const allowed = ["BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"];
        const got = objectOf(inputs.rule)?.objectOwnership;
        if (typeof got === "string" && !allowed.includes(got)) {
          refuse("rule.objectOwnership", got, `one of ${allowed.join(", ")}`);
        }
      },
    ],
    immutable: ["bucket"],
  },
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": {
    outputs: idOf("bucket"),
    validate: [required("bucket"), checkLifecycle],
    immutable: ["bucket"],
  },
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": {
    outputs: idOf("bucket"),
    immutable: ["bucket"],
  },
  "aws:s3/bucketLogging:BucketLogging": {
    outputs: idOf("bucket"),
    immutable: ["bucket"],
  },
  "aws:s3/bucketNotification:BucketNotification": {
    outputs: idOf("bucket"),
    immutable: ["bucket"],
  },
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": {
    outputs: idOf("bucket"),
    validate: [required("bucket"), checkLock],
    immutable: ["bucket"],
  },
};

function objectOutputs({ hex, text }: CreateRequest): Outputs {
  const [bucket, key] = [text("bucket"), text("key")];
  return {
    id: `${bucket}/${key}`,
    arn: `arn:aws:s3:::${bucket}/${key}`,
    etag: hex(32, "etag"),
    versionId: hex(32),
  };
}

function checkEncryption({ inputs, refuse }: Validation): void {
  for (const [index, rule] of objectsIn(inputs.rules)) {
    const field = `rules[${index}].applyServerSideEncryptionByDefault`;
    const { sseAlgorithm, kmsMasterKeyId } =
      objectOf(rule.applyServerSideEncryptionByDefault) ?? {};
    if (typeof sseAlgorithm !== "string") continue;
    const usesKey = sseAlgorithm === "aws:kms" || sseAlgorithm === "aws:kms:dsse";
    if (!usesKey && sseAlgorithm !== "AES256") {
      refuse(`${field}.sseAlgorithm`, sseAlgorithm, "AES256, aws:kms or aws:kms:dsse");
    }
    if (usesKey && !isGiven(kmsMasterKeyId)) {
      refuse(
        `${field}.kmsMasterKeyId`,
        kmsMasterKeyId,
        `a key, as sseAlgorithm is ${sseAlgorithm}`,
      );
    }
    if (!usesKey && isGiven(kmsMasterKeyId)) {
      refuse(
        `${field}.kmsMasterKeyId`,
        kmsMasterKeyId,
        `no key, as sseAlgorithm is ${sseAlgorithm}`,
      );
    }
  }
}

function checkLifecycle({ inputs, refuse }: Validation): void {
  const ids: unknown[] = [];
  for (const [index, rule] of objectsIn(inputs.rules)) {
    const field = `rules[${index}]`;
    const { id, status } = rule;
    if (ids.includes(id)) refuse(`${field}.id`, id, "an id that no other rule has");
    ids.push(id);
    if (status !== UNKNOWN && status !== "Enabled" && status !== "Disabled") {
      refuse(`${field}.status`, status, "Enabled or Disabled");
    }
    if (!LIFECYCLE_ACTIONS.some((action) => isGiven(rule[action]))) {
      refuse(field, rule, `one of ${LIFECYCLE_ACTIONS.join(", ")}`);
    }
  }
}

function checkLock({ inputs, refuse }: Validation): void {
  const retention = objectOf(objectOf(inputs.rule)?.defaultRetention);
  if (!retention) return;
  const { mode, days, years } = retention;
  if (mode !== UNKNOWN && mode !== "COMPLIANCE" && mode !== "GOVERNANCE") {
    refuse("rule.defaultRetention.mode", mode, "COMPLIANCE or GOVERNANCE");
  }
  if (isGiven(days) === isGiven(years)) {
    refuse("rule.defaultRetention", retention, "days or years, not both");
  }
}
