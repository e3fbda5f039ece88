import { expect } from "chai";
import { UNKNOWN } from "../../../../infra/unknown";
import { describeValidation, reasonsOf } from "../validation";

const REPLICATION = "aws:ecr/replicationConfiguration:ReplicationConfiguration";

const replication = (changes: object = {}) => {
  const destinations = [{ region: "us-east-1", registryId: "111111111111" }];
  const repositoryFilters = [{ filter: "nc-", filterType: "PREFIX_MATCH" }];
  return {
    replicationConfiguration: { rules: [{ destinations, repositoryFilters, ...changes }] },
  };
};
const lifecycle = (...rules: object[]) => ({ policy: JSON.stringify({ rules }) });
const untagged = { rulePriority: 1, selection: { tagStatus: "untagged" } };
const any = { rulePriority: 2, selection: { tagStatus: "any" } };

describeValidation("ECR", [
  [
    "aws:ecr/repository:Repository",
    {
      name: "nc-a",
      imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
      imageTagMutabilityExclusionFilters: [{ filter: "cache-*", filterType: "WILDCARD" }],
    },
    [
      [
        { imageTagMutability: "IMMUTABLE" },
        'imageTagMutabilityExclusionFilters is [{"filter":"cache-*","filterType":"WILDCARD"}]: ' +
          "expected none, with IMMUTABLE",
      ],
      [
        { imageTagMutabilityExclusionFilters: [] },
        "imageTagMutabilityExclusionFilters is []: expected 1 to 5, with IMMUTABLE_WITH_EXCLUSION",
      ],
      [
        { imageTagMutability: "LOCKED", imageTagMutabilityExclusionFilters: undefined },
        'imageTagMutability is "LOCKED": expected one of "MUTABLE", "IMMUTABLE", ' +
          '"IMMUTABLE_WITH_EXCLUSION", "MUTABLE_WITH_EXCLUSION"',
      ],
      [
        { name: "NC" },
        'name is "NC": expected a name that matches /^[a-z0-9]+([._/-][a-z0-9]+)*$/',
      ],
      [
        { encryptionConfigurations: [{ encryptionType: "RSA" }] },
        'encryptionConfigurations[0].encryptionType is "RSA": expected AES256, KMS or KMS_DSSE',
      ],
    ],
  ],
  [
    "aws:ecr/lifecyclePolicy:LifecyclePolicy",
    { repository: "nc-a", ...lifecycle(untagged, any) },
    [
      [{ policy: "{" }, 'policy is "{": expected a lifecycle policy, as JSON'],
      [
        lifecycle(untagged, untagged),
        "policy.rules[1].rulePriority is 1: expected a priority that no other rule has",
      ],
      [
        lifecycle({ ...any, rulePriority: 1 }, { ...untagged, rulePriority: 2 }),
        'policy.rules[0].rulePriority is 1: expected the highest, as its tagStatus is "any"',
      ],
      [
        lifecycle({ rulePriority: 1, selection: { tagStatus: "tagged" } }),
        'policy.rules[0].selection is {"tagStatus":"tagged"}: expected a tagPatternList or ' +
          "tagPrefixList",
      ],
    ],
  ],
  [
    REPLICATION,
    replication(),
    [
      [
        replication({ destinations: [] }),
        "replicationConfiguration.rules[0].destinations is 0: expected from 1 to 25",
      ],
      [
        replication({ repositoryFilters: [{ filterType: "WILDCARD" }] }),
        'replicationConfiguration.rules[0].repositoryFilters is "WILDCARD": expected PREFIX_MATCH',
      ],
    ],
  ],
]);

describe("the replication of images", () => {
  it("is accepted where its destinations are not known yet", () => {
    expect(reasonsOf(REPLICATION, replication({ destinations: UNKNOWN }))).to.deep.equal([]);
  });
});
