import { UNKNOWN } from "../../../infra/unknown";
import { policyDocument } from "../policy-document";
import type { ResourceType, ResourceTypes } from "../resource-type";
import { oneOf, required, type Validation } from "../validators";
import { isGiven, objectOf, objectsIn, parseObject } from "../values";

/** Most rules of a registry, and destinations of a rule. Source: PutReplicationConfiguration. */
const REPLICATION = { rules: 10, destinations: 25 };

/** ECR. Source of each limit: its Create* or Put* operation. */
export const ECR: ResourceTypes = {
  "aws:ecr/repository:Repository": {
    outputs: ({ account, arn, region, text }) => ({
      id: text("name"),
      name: text("name"),
      arn: arn("ecr", `repository/${text("name")}`),
      registryId: account,
      repositoryUrl: `${account}.dkr.ecr.${region}.amazonaws.com/${text("name")}`,
    }),
    validate: [
      oneOf(
        "imageTagMutability",
        ...["MUTABLE", "IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION", "MUTABLE_WITH_EXCLUSION"],
      ),
      checkTagExclusions,
      ({ inputs, refuse }) => {
        for (const [index, { encryptionType }] of objectsIn(inputs.encryptionConfigurations)) {
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
    immutable: ["encryptionConfigurations"],
  },
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": {
    outputs: inRegistry("repository"),
    validate: [required("repository", "policy"), checkLifecyclePolicy],
    immutable: ["repository"],
  },
  "aws:ecr/repositoryPolicy:RepositoryPolicy": {
    outputs: inRegistry("repository"),
    validate: [
      required("repository", "policy"),
      policyDocument("policy", { max: 10_240, principal: true, resource: false }),
    ],
    immutable: ["repository"],
  },
  "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration": {
    outputs: inRegistry(),
  },
  "aws:ecr/registryPolicy:RegistryPolicy": {
    outputs: inRegistry(),
  },
  "aws:ecr/replicationConfiguration:ReplicationConfiguration": {
    outputs: inRegistry(),
    validate: [checkImageReplication],
  },
  "aws:ecr/pullThroughCacheRule:PullThroughCacheRule": {
    outputs: inRegistry("ecrRepositoryPrefix"),
  },
};

/** Source: ECR API reference, ImageTagMutabilityExclusionFilter. */
function checkTagExclusions({ inputs, refuse }: Validation): void {
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

/** Outputs of a setting of the registry; its id is the registry's unless `property` names one. */
function inRegistry(property?: string): ResourceType["outputs"] {
  return ({ account, text }) => ({
    id: property === undefined ? account : text(property),
    registryId: account,
  });
}

/** Source: ECR user guide, "Lifecycle policy properties". */
function checkLifecyclePolicy({ inputs, refuse }: Validation): void {
  const document = parseObject(inputs.policy);
  if (document === "broken") refuse("policy", inputs.policy, "a lifecycle policy, as JSON");
  const rules = objectsIn(objectOf(document)?.rules).map(([, each]) => each);
  const priorities = rules.map(({ rulePriority }) => Number(rulePriority));
  for (const [index, { rulePriority, selection }] of rules.entries()) {
    const { tagStatus, tagPatternList, tagPrefixList } = objectOf(selection) ?? {};
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

/** Source: ECR API reference, ReplicationRule and RepositoryFilter. */
function checkImageReplication({ inputs, refuse }: Validation): void {
  const rules = objectsIn(objectOf(inputs.replicationConfiguration)?.rules);
  const field = "replicationConfiguration.rules";
  if (rules.length > REPLICATION.rules) refuse(field, rules.length, `at most ${REPLICATION.rules}`);
  for (const [index, { destinations, repositoryFilters }] of rules) {
    const count = Array.isArray(destinations) ? destinations.length : 0;
    if (destinations !== UNKNOWN && (count < 1 || count > REPLICATION.destinations)) {
      refuse(`${field}[${index}].destinations`, count, `from 1 to ${REPLICATION.destinations}`);
    }
    for (const [, { filterType }] of objectsIn(repositoryFilters)) {
      if (filterType === UNKNOWN || filterType === "PREFIX_MATCH") continue;
      refuse(`${field}[${index}].repositoryFilters`, filterType, "PREFIX_MATCH");
    }
  }
}
