import { policyHasNoPublicPrincipal } from "../../../policies/identity/policy-has-no-public-principal";
import { judges, LATER } from "../../support/violations";

const ROLE = "aws:iam/role:Role";
const policy = (statement: object) => JSON.stringify({ Statement: [statement] });
const admits = (changes: object) => ({
  type: "aws:sqs/queuePolicy:QueuePolicy",
  props: {
    policy: policy({ Effect: "Allow", Principal: "*", Action: "sqs:SendMessage", ...changes }),
  },
});
const held = (operator: string, key: string, value: string) =>
  admits({ Condition: { [operator]: { [key]: value } } });
const ANYONE = { says: [/allows anyone/] };

const ROOT = { AWS: "arn:aws:iam::111111111111:root" };
const ANY = JSON.stringify({ Statement: [{ Effect: "Allow", Principal: { AWS: "*" } }] });
const PUBLIC = [
  ["aws:apigateway/restApi:RestApi", "policy"],
  ["aws:cloudwatch/eventBusPolicy:EventBusPolicy", "policy"],
  ["aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy", "accessPolicy"],
  ["aws:ecr/repositoryPolicy:RepositoryPolicy", "policy"],
  ["aws:efs/fileSystemPolicy:FileSystemPolicy", "policy"],
  ["aws:kms/externalKey:ExternalKey", "policy"],
  ["aws:opensearch/domain:Domain", "accessPolicies"],
  ["aws:s3/bucketPolicy:BucketPolicy", "policy"],
  ["aws:secretsmanager/secretPolicy:SecretPolicy", "policy"],
  ["aws:sns/topicPolicy:TopicPolicy", "policy"],
] as const;

/** Conditions that hold anyone to an account, an organization or a network (IAM user guide, Global condition keys). */
const PINS: [operator: string, key: string, value: string][] = [
  ["ArnEquals", "aws:PrincipalArn", "arn:aws:iam::111111111111:role/nc-a-dev-task"],
  ["StringLike", "aws:PrincipalArn", "arn:aws:iam::111111111111:role/*"],
  ["StringEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5"],
  ["StringEquals", "aws:SourceAccount", "111111111111"],
  ["ArnEquals", "aws:SourceArn", "arn:aws:s3:::nc-a-dev-b"],
  ["StringEquals", "aws:SourceVpc", "vpc-0123456789abcdef0"],
  ["StringEquals", "aws:SourceVpce", "vpce-0123456789abcdef0"],
  ["StringEquals", "kms:CallerAccount", "111111111111"],
];

judges(policyHasNoPublicPrincipal, {
  "passes a name": admits({ Principal: { AWS: "arn:aws:iam::111111111111:root" } }),
  "passes what is unknown": { type: ROLE, props: { assumeRolePolicy: LATER } },
  "passes anyone of an account": held("StringEquals", "aws:PrincipalAccount", "111111111111"),
  "passes a source of an account": held(
    "ArnLike",
    "aws:SourceArn",
    "arn:aws:s3:::*:111111111111:*",
  ),
  "passes a denial to all": admits({ Effect: "Deny" }),
  "refuses anyone": { ...admits({}), ...ANYONE },
  "refuses anyone of AWS": { ...admits({ Principal: { AWS: "*" } }), ...ANYONE },
  "refuses a condition on something else": {
    ...held("Bool", "aws:SecureTransport", "true"),
    ...ANYONE,
  },
  "refuses any source": { ...held("ArnLike", "aws:SourceArn", "*"), ...ANYONE },
  "refuses all but an account": {
    ...held("StringNotEquals", "aws:PrincipalAccount", "111111111111"),
    ...ANYONE,
  },
  "refuses where the key may be absent": {
    ...held("StringEqualsIfExists", "aws:PrincipalAccount", "111111111111"),
    ...ANYONE,
  },
  "refuses all but a principal": {
    ...admits({ Principal: undefined, NotPrincipal: { AWS: "x" } }),
    says: [/all but what NotPrincipal lists/],
  },
  "refuses what is no policy": {
    type: ROLE,
    props: { assumeRolePolicy: "{}" },
    says: [/is no IAM policy/],
  },
  "refuses all but an action": {
    ...admits({ Principal: ROOT, Action: undefined, NotAction: "sqs:DeleteQueue" }),
    says: [/all but what NotAction lists/],
  },
  "refuses all but a resource": {
    ...admits({ Principal: ROOT, NotResource: "arn:aws:sqs:r:1:x" }),
    says: [/all but what NotResource lists/],
  },
  ...Object.fromEntries(
    PUBLIC.map(([type, input]) => [
      `refuses anyone in ${input} of ${type}`,
      { type, props: { [input]: ANY }, ...ANYONE },
    ]),
  ),
  "refuses an empty account beside one": {
    ...admits({ Condition: { StringEquals: { "aws:PrincipalAccount": ["111111111111", ""] } } }),
    ...ANYONE,
  },
  ...Object.fromEntries(
    PINS.map(([operator, key, value]) => [
      `passes anyone whose ${key} is ${value}, by ${operator}`,
      held(operator, key, value),
    ]),
  ),
  "passes a key in another case": held("StringEquals", "AWS:PrincipalAccount", "111111111111"),
  "refuses a condition without a value": {
    ...admits({ Condition: { StringEquals: { "aws:PrincipalAccount": [] } } }),
    ...ANYONE,
  },
  "refuses any account beside one": {
    ...admits({ Condition: { StringLike: { "aws:PrincipalAccount": ["111111111111", "*"] } } }),
    ...ANYONE,
  },
});
