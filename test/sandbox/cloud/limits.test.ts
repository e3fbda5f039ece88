import { expect } from "chai";
import { LIMITS } from "../../../infra/naming/limits";
import { UNKNOWN } from "../../../infra/unknown";
import { checkInputs } from "../../../sandbox/cloud/check-inputs";

const ACCOUNT = "111111111111";

/** Inputs of one type that are taken. */
interface Good {
  readonly type: string;
  readonly inputs: Record<string, unknown>;
  /** Inputs that are not taken in their place, with what is said of each. */
  readonly bad: readonly [changes: Record<string, unknown>, reason: RegExp][];
}

const statement = (more: object) => ({ Effect: "Allow", Action: "sqs:*", ...more });
const document = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const root = { AWS: `arn:aws:iam::${ACCOUNT}:root` };
const federated = {
  Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`,
};
const trust = (Condition?: object) =>
  document({
    Effect: "Allow",
    Action: "sts:AssumeRoleWithWebIdentity",
    Principal: federated,
    Condition,
  });
const claim = (key: string) => ({
  StringEquals: { [`token.actions.githubusercontent.com:${key}`]: "x" },
});
const long = (length: number) => document(statement({ Resource: "x".repeat(length) }));

const CASES: readonly Good[] = [
  {
    type: "aws:iam/role:Role",
    inputs: { name: "nc-a", assumeRolePolicy: trust(claim("sub")), maxSessionDuration: 3600 },
    bad: [
      [{ name: "n".repeat(65) }, /^name is .*: expected at most 64 characters, and it has 65$/],
      [{ name: "no spaces" }, /^name is "no spaces": expected a name that matches /],
      [
        { maxSessionDuration: 43_201 },
        /^maxSessionDuration is 43201: expected from 3600 to 43200$/,
      ],
      [{ assumeRolePolicy: undefined }, /^assumeRolePolicy is missing: expected a value$/],
      [{ assumeRolePolicy: "{" }, /expected a policy document, as JSON$/],
      [{ assumeRolePolicy: trust(claim("aud")) }, /Condition is .* a condition on one of .*:sub/],
      [{ assumeRolePolicy: trust() }, /Condition is \[\]: expected a condition on one of/],
      [{ assumeRolePolicy: document(statement({})) }, /expected a Principal$/],
      [{ assumeRolePolicy: document() }, /Statement is \[\]: expected a list of statements$/],
      [
        { assumeRolePolicy: document(statement({ Principal: root, Sid: "x".repeat(2000) })) },
        /^assumeRolePolicy is "\d+ characters": expected at most 2048$/,
      ],
      [{ tags: { "aws:a": "b" } }, /^tags is "aws:a": expected a key of/],
      [{ tags: { a: "b".repeat(257) } }, /^tags\.a is .* at most 256/],
    ],
  },
  {
    type: "aws:iam/policy:Policy",
    inputs: { name: "p", policy: document(statement({ Resource: "*" })) },
    bad: [
      [{ policy: long(6200) }, /expected at most 6144$/],
      [{ policy: document(statement({})) }, /expected a Resource$/],
      [{ policy: document(statement({ Resource: "*", Principal: root })) }, /no Principal$/],
      [{ policy: JSON.stringify({ Version: "2020-01-01", Statement: [] }) }, /policy\.Version is/],
    ],
  },
  {
    type: "aws:iam/rolePolicy:RolePolicy",
    inputs: { name: "p", role: "r", policy: long(10_000) },
    bad: [[{ policy: long(10_240) }, /expected at most 10240$/]],
  },
  {
    type: "aws:kms/key:Key",
    inputs: {
      deletionWindowInDays: 30,
      enableKeyRotation: true,
      policy: document({ Effect: "Allow", Action: "kms:*", Principal: root, Resource: "*" }),
    },
    bad: [
      [{ deletionWindowInDays: 6 }, /^deletionWindowInDays is 6: expected from 7 to 30$/],
      [
        { policy: document({ Effect: "Deny", Action: "kms:*", Principal: root, Resource: "*" }) },
        /^policy is "without it": expected a statement that gives kms:\* to arn:aws:iam::1{12}:root$/,
      ],
      [{ enableKeyRotation: false, rotationPeriodInDays: 90 }, /^enableKeyRotation is false/],
    ],
  },
  {
    type: "aws:s3/bucket:Bucket",
    inputs: { bucket: "nc-platform-dev-x-111111111111" },
    bad: [
      [{ bucket: "Nc" }, /^bucket is "Nc": expected a name that matches/],
      [{ bucket: "b".repeat(64) }, /expected at most 63 characters/],
    ],
  },
  {
    type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    inputs: encrypted("aws:kms", "arn:key"),
    bad: [
      [
        encrypted("aws:kms"),
        /kmsMasterKeyId is missing: expected a key, as sseAlgorithm is aws:kms$/,
      ],
      [encrypted("AES256", "arn:key"), /expected no key, as sseAlgorithm is AES256$/],
      [
        encrypted("aws:kmz"),
        /sseAlgorithm is "aws:kmz": expected AES256, aws:kms or aws:kms:dsse$/,
      ],
    ],
  },
  {
    type: "aws:dynamodb/table:Table",
    inputs: {
      name: "locks",
      hashKey: "LockID",
      billingMode: "PAY_PER_REQUEST",
      attributes: [{ name: "LockID", type: "S" }],
    },
    bad: [
      [{ hashKey: "Other" }, /expected an attribute for the key "Other"$/],
      [{ attributes: [] }, /^attributes is \[\]: expected an attribute for the key "LockID"$/],
      [{ billingMode: "PROVISIONED" }, /^readCapacity is missing/],
      [{ streamEnabled: true }, /^streamViewType is missing/],
    ],
  },
  {
    type: "aws:ecr/repository:Repository",
    inputs: {
      name: "nc-a",
      imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
      imageTagMutabilityExclusionFilters: [{ filter: "cache-*", filterType: "WILDCARD" }],
    },
    bad: [
      [{ imageTagMutability: "IMMUTABLE" }, /expected none, with IMMUTABLE$/],
      [{ imageTagMutabilityExclusionFilters: [] }, /1 to 5, with IMMUTABLE_WITH_EXCLUSION$/],
      [{ imageTagMutability: "LOCKED" }, /^imageTagMutability is "LOCKED": expected one of /],
      [{ name: "NC" }, /^name is "NC"/],
    ],
  },
  {
    type: "aws:cloudwatch/logGroup:LogGroup",
    inputs: { name: "/nc/dev/a/logs/b", retentionInDays: 30 },
    bad: [[{ retentionInDays: 31 }, /^retentionInDays is 31: expected one of 0, 1, 3, 5, 7/]],
  },
  {
    type: "aws:ec2/vpcEndpoint:VpcEndpoint",
    inputs: { vpcId: "v", serviceName: "s", vpcEndpointType: "Interface", subnetIds: ["a"] },
    bad: [
      [{ routeTableIds: ["r"] }, /expected subnetIds, securityGroupIds, as it is of type Inter/],
    ],
  },
  {
    type: "aws:ec2/flowLog:FlowLog",
    inputs: { vpcId: "v", trafficType: "ALL", iamRoleArn: "arn", logDestination: "arn" },
    bad: [
      [{ iamRoleArn: undefined }, /^iamRoleArn is missing: expected a role/],
      [{ subnetId: "s" }, /expected exactly one of vpcId, subnetId/],
    ],
  },
  {
    type: "github:index/repositoryEnvironment:RepositoryEnvironment",
    inputs: { repository: "r", environment: "prod", reviewers: [{ teams: [1, 2], users: [3] }] },
    bad: [
      [
        { reviewers: [{ teams: [1, 2, 3, 4], users: [5, 6, 7] }] },
        /"7 of them": expected at most 6$/,
      ],
      [
        { deploymentBranchPolicy: { protectedBranches: true, customBranchPolicies: true } },
        /^deploymentBranchPolicy is/,
      ],
    ],
  },
  {
    type: "github:index/repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy",
    inputs: { repository: "r", environment: "prod", tagPattern: "v*" },
    bad: [
      [{ branchPattern: "main" }, /expected exactly one of branchPattern, tagPattern$/],
      [{ tagPattern: undefined }, /expected exactly one of branchPattern, tagPattern$/],
    ],
  },
];

describe("what the simulated cloud refuses", () => {
  for (const { type, inputs, bad } of CASES) {
    it(`takes a good ${type}`, () => {
      expect(checkInputs(type, inputs, ACCOUNT)).to.deep.equal([]);
    });

    it(`refuses nothing of a ${type} that it does not know`, () => {
      const unknown = Object.keys(inputs).map((key) => [key, UNKNOWN]);
      expect(checkInputs(type, Object.fromEntries(unknown), ACCOUNT)).to.deep.equal([]);
    });

    for (const [changes, reason] of bad) {
      it(`refuses a ${type} as ${reason.source}`, () => {
        const reasons = checkInputs(type, { ...inputs, ...changes }, ACCOUNT).map(
          (each) => each.reason,
        );
        expect(reasons.filter((each) => reason.test(each))).to.have.length(1);
      });
    }
  }

  for (const [type, { property, max }] of Object.entries(LIMITS)) {
    it(`holds the length and alphabet of ${type}`, () => {
      const said = (name: string) =>
        checkInputs(type, { [property]: name }, ACCOUNT).filter(
          (each) => each.property === property,
        );
      expect(said("nc-core-dev-a")).to.deep.equal([]);
      expect(said("x".repeat(max + 1))).not.to.deep.equal([]);
      expect(said("nc core")).not.to.deep.equal([]);
    });
  }

  it("knows nothing against a type that it does not know", () => {
    expect(checkInputs("aws:new/thing:Thing", { name: "any thing" }, ACCOUNT)).to.deep.equal([]);
  });
});

function encrypted(sseAlgorithm: string, kmsMasterKeyId?: string) {
  const applyServerSideEncryptionByDefault = { sseAlgorithm, kmsMasterKeyId };
  return { bucket: "b", rules: [{ applyServerSideEncryptionByDefault }] };
}
