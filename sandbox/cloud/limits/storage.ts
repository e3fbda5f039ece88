import { UNKNOWN } from "../../../infra/unknown";
import type { Properties } from "../record";
import { parsed, policyDocument } from "./document";
import { bucketReplication, imageReplication } from "./replication";
import { entries, isGiven, type Judged, oneOf, part, type Rules, required } from "./rule";

/** S3, DynamoDB, ECR and CodeArtifact. Source of each: its Create* or Put* operation. */
export const STORAGE: Rules = {
  "aws:s3/bucketVersioning:BucketVersioning": [
    required("bucket", "versioningConfiguration"),
    ({ inputs, refuse }) => {
      const status = part(inputs.versioningConfiguration)?.status;
      if (typeof status === "string" && !["Enabled", "Suspended", "Disabled"].includes(status)) {
        refuse("versioningConfiguration.status", status, "Enabled, Suspended or Disabled");
      }
    },
  ],
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": [
    required("bucket", "rules"),
    bucketEncryption,
  ],
  "aws:s3/bucketPolicy:BucketPolicy": [
    required("bucket", "policy"),
    policyDocument("policy", { max: 20_480, principal: true }),
  ],
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": [
    ({ inputs, refuse }) => {
      const allowed = ["BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"];
      const got = part(inputs.rule)?.objectOwnership;
      if (typeof got === "string" && !allowed.includes(got)) {
        refuse("rule.objectOwnership", got, `one of ${allowed.join(", ")}`);
      }
    },
  ],
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": [
    required("bucket"),
    bucketLifecycle,
  ],
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": [
    required("bucket", "role", "rules"),
    bucketReplication,
  ],
  "aws:dynamodb/table:Table": [
    oneOf("billingMode", "PROVISIONED", "PAY_PER_REQUEST"),
    oneOf("streamViewType", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY"),
    oneOf("tableClass", "STANDARD", "STANDARD_INFREQUENT_ACCESS"),
    tableKeys,
    tableCapacity,
  ],
  "aws:ecr/repository:Repository": [
    oneOf(
      "imageTagMutability",
      ...["MUTABLE", "IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION", "MUTABLE_WITH_EXCLUSION"],
    ),
    imageTagExclusions,
    ({ inputs, refuse }) => {
      for (const [index, { encryptionType }] of entries(inputs.encryptionConfigurations)) {
        const allowed = ["AES256", "KMS", "KMS_DSSE", undefined, UNKNOWN];
        if (allowed.includes(encryptionType as string)) continue;
        refuse(
          `encryptionConfigurations[${index}].encryptionType`,
          encryptionType,
          "AES256, KMS or KMS_DSSE",
        );
      }
    },
  ],
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": [required("repository", "policy"), imageLifecycle],
  "aws:ecr/repositoryPolicy:RepositoryPolicy": [
    required("repository", "policy"),
    policyDocument("policy", { max: 10_240, principal: true, resource: false }),
  ],
  "aws:ecr/replicationConfiguration:ReplicationConfiguration": [imageReplication],
  "aws:codeartifact/domain:Domain": [wheelsDomain],
  "aws:codeartifact/domainPermissions:DomainPermissions": [
    policyDocument("policyDocument", { max: 7168, principal: true }),
  ],
  "aws:codeartifact/repositoryPermissionsPolicy:RepositoryPermissionsPolicy": [
    policyDocument("policyDocument", { max: 7168, principal: true }),
  ],
};

/** Source: CodeArtifact API, CreateDomain; a KMS key serves its own region. */
function wheelsDomain({ inputs, refuse }: Judged): void {
  const { encryptionKey, region } = inputs;
  if (typeof encryptionKey !== "string" || typeof region !== "string") return;
  const [, , , keyRegion] = encryptionKey.split(":");
  if (keyRegion !== undefined && keyRegion !== region) {
    refuse("encryptionKey", encryptionKey, `a key of ${region}`);
  }
}

function bucketEncryption({ inputs, refuse }: Judged): void {
  for (const [index, rule] of entries(inputs.rules)) {
    const field = `rules[${index}].applyServerSideEncryptionByDefault`;
    const { sseAlgorithm, kmsMasterKeyId } = part(rule.applyServerSideEncryptionByDefault) ?? {};
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

const LIFECYCLE_ACTIONS = [
  "expiration",
  "transitions",
  "abortIncompleteMultipartUpload",
  "noncurrentVersionExpiration",
  "noncurrentVersionTransitions",
];

function bucketLifecycle({ inputs, refuse }: Judged): void {
  const ids: unknown[] = [];
  for (const [index, rule] of entries(inputs.rules)) {
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

function tableKeys({ inputs, refuse }: Judged): void {
  const { attributes, hashKey, rangeKey } = inputs;
  if (attributes === UNKNOWN) return;
  const defined = entries(attributes).map(([, each]) => each.name);
  const indexes = [
    ...entries(inputs.globalSecondaryIndexes),
    ...entries(inputs.localSecondaryIndexes),
  ];
  const keysOf = (each: Properties) => [each.hashKey, each.rangeKey];
  const used = [hashKey, rangeKey, ...indexes.flatMap(([, each]) => keysOf(each))];
  for (const key of used.filter((each) => typeof each === "string")) {
    if (!defined.includes(key)) refuse("attributes", defined, `an attribute for the key "${key}"`);
  }
  for (const name of defined) {
    if (name !== UNKNOWN && !used.includes(name) && !used.includes(UNKNOWN)) {
      refuse("attributes", defined, `no attribute that is no key, such as ${JSON.stringify(name)}`);
    }
  }
  for (const [index, { type }] of entries(attributes)) {
    if (typeof type === "string" && !["S", "N", "B"].includes(type)) {
      refuse(`attributes[${index}].type`, type, "S, N or B");
    }
  }
  if (!isGiven(hashKey)) refuse("hashKey", hashKey, "the name of an attribute");
}

function tableCapacity({ inputs, refuse }: Judged): void {
  const { billingMode, readCapacity, streamEnabled, streamViewType } = inputs;
  if ((billingMode ?? "PROVISIONED") === "PROVISIONED" && !isGiven(readCapacity)) {
    refuse("readCapacity", readCapacity, "a number, as billingMode is PROVISIONED");
  }
  if (streamEnabled === true && !isGiven(streamViewType)) {
    refuse("streamViewType", streamViewType, "a value, as streamEnabled is true");
  }
}

/** Source: ECR API reference, ImageTagMutabilityExclusionFilter. */
function imageTagExclusions({ inputs, refuse }: Judged): void {
  const { imageTagMutability, imageTagMutabilityExclusionFilters: filters } = inputs;
  if (typeof imageTagMutability !== "string" || filters === UNKNOWN) return;
  const count = Array.isArray(filters) ? filters.length : 0;
  const excludes = imageTagMutability.endsWith("_WITH_EXCLUSION");
  if (excludes && (count < 1 || count > 5)) {
    refuse("imageTagMutabilityExclusionFilters", filters, `1 to 5, with ${imageTagMutability}`);
  }
  if (!excludes && count > 0) {
    refuse("imageTagMutabilityExclusionFilters", filters, `none, with ${imageTagMutability}`);
  }
}

/** Source: ECR user guide, "Lifecycle policy properties". */
function imageLifecycle({ inputs, refuse }: Judged): void {
  const document = parsed(inputs.policy);
  if (document === "broken") refuse("policy", inputs.policy, "a lifecycle policy, as JSON");
  const rules = entries(part(document)?.rules).map(([, each]) => each);
  const priorities = rules.map(({ rulePriority }) => Number(rulePriority));
  for (const [index, { rulePriority, selection }] of rules.entries()) {
    const { tagStatus, tagPatternList, tagPrefixList } = part(selection) ?? {};
    const field = `policy.rules[${index}]`;
    if (priorities.indexOf(Number(rulePriority)) !== index) {
      refuse(`${field}.rulePriority`, rulePriority, "a priority that no other rule has");
    }
    if (tagStatus === "any" && Number(rulePriority) !== Math.max(...priorities)) {
      refuse(`${field}.rulePriority`, rulePriority, 'the highest, as its tagStatus is "any"');
    }
    if (tagStatus === "tagged" && !isGiven(tagPatternList) && !isGiven(tagPrefixList)) {
      refuse(`${field}.selection`, selection, "a tagPatternList or tagPrefixList");
    }
  }
}
