import { describeValidation } from "../validation";

const ENCRYPTION = "rules[0].applyServerSideEncryptionByDefault";

const encrypted = (sseAlgorithm: string, kmsMasterKeyId?: string) => ({
  rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm, kmsMasterKeyId } }],
});

describeValidation("S3", [
  [
    "aws:s3/bucket:Bucket",
    { bucket: "nc-platform-dev-x-111111111111" },
    [
      [
        { bucket: "Nc" },
        'bucket is "Nc": expected a name that matches /^(?!xn--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/',
      ],
      [
        { bucket: "b".repeat(64) },
        `bucket is "${"b".repeat(64)}": expected at most 63 characters, and it has 64`,
      ],
    ],
  ],
  [
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    { bucket: "b", ...encrypted("aws:kms", "arn:key") },
    [
      [
        encrypted("aws:kms"),
        `${ENCRYPTION}.kmsMasterKeyId is missing: expected a key, as sseAlgorithm is aws:kms`,
      ],
      [
        encrypted("AES256", "arn:key"),
        `${ENCRYPTION}.kmsMasterKeyId is "arn:key": expected no key, as sseAlgorithm is AES256`,
      ],
      [
        encrypted("aws:kmz"),
        `${ENCRYPTION}.sseAlgorithm is "aws:kmz": expected AES256, aws:kms or aws:kms:dsse`,
      ],
    ],
  ],
  [
    "aws:s3/bucketVersioning:BucketVersioning",
    { bucket: "b", versioningConfiguration: { status: "Enabled" } },
    [
      [
        { versioningConfiguration: { status: "On" } },
        'versioningConfiguration.status is "On": expected Enabled, Suspended or Disabled',
      ],
    ],
  ],
  [
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    { bucket: "b", rule: { objectOwnership: "BucketOwnerEnforced" } },
    [
      [
        { rule: { objectOwnership: "Owner" } },
        'rule.objectOwnership is "Owner": expected one of BucketOwnerEnforced, BucketOwnerPreferred, ' +
          "ObjectWriter",
      ],
    ],
  ],
  [
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    { bucket: "b", rules: [{ id: "a", status: "Enabled", expiration: { days: 1 } }] },
    [
      [
        { rules: [{ id: "a", status: "On", expiration: { days: 1 } }] },
        'rules[0].status is "On": expected Enabled or Disabled',
      ],
      [
        { rules: [{ id: "a", status: "Enabled" }] },
        'rules[0] is {"id":"a","status":"Enabled"}: expected one of expiration, transitions, ' +
          "abortIncompleteMultipartUpload, noncurrentVersionExpiration, noncurrentVersionTransitions",
      ],
      [
        { rules: Array(2).fill({ id: "a", status: "Enabled", expiration: { days: 1 } }) },
        'rules[1].id is "a": expected an id that no other rule has',
      ],
    ],
  ],
]);
