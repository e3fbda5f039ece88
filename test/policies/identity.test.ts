import { attachedPolicyIsNarrow } from "../../policies/identity/attached-policy-is-narrow";
import { noAwsKeyIsHandedOut } from "../../policies/identity/no-aws-key-is-handed-out";
import { noLongLivedCredential } from "../../policies/identity/no-long-lived-credential";
import { policyGrantsNoWildcard } from "../../policies/identity/policy-grants-no-wildcard";
import { policyHasNoPublicPrincipal } from "../../policies/identity/policy-has-no-public-principal";
import { roleHasBoundary } from "../../policies/identity/role-has-boundary";
import { judges, LATER } from "../support/violations";

const ROLE = "aws:iam/role:Role";
const POLICY = "aws:iam/policy:Policy";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const VARIABLE = "github:index/actionsVariable:ActionsVariable";
const BOUNDARY = "arn:aws:iam::111111111111:policy/nc-platform-dev-boundary";

const policy = (statement: object) => JSON.stringify({ Statement: [statement] });

const attached = (policyArn: string) => ({
  type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  props: { policyArn },
});
const aws = (name: string) => `arn:aws:iam::aws:policy/${name}`;
judges(attachedPolicyIsNarrow, {
  "passes a narrow one": attached(aws("service-role/AWSLambdaBasicExecutionRole")),
  "passes what is unknown": attached(LATER),
  "refuses FullAccess": { ...attached(aws("IAMFullAccess")), says: [/grants/] },
  "refuses a later version of it": {
    ...attached(aws("AmazonDynamoDBFullAccess_v2")),
    says: [/_v2 grants/],
  },
  "refuses a later version, as others are written": {
    ...attached(aws("CloudWatchFullAccessV2")),
    says: [/V2 grants/],
  },
  "refuses an administrator of one kind": {
    ...attached(aws("job-function/NetworkAdministrator")),
    says: [/grants/],
  },
  "refuses PowerUserAccess": { ...attached(aws("PowerUserAccess")), says: [/grants/] },
  "refuses AdministratorAccess, by a path": {
    ...attached(aws("job-function/AdministratorAccess-Amplify")),
    says: [/grants/],
  },
  "refuses it on the role": {
    type: ROLE,
    props: { managedPolicyArns: [aws("AdministratorAccess")] },
    says: [/grants/],
  },
  "refuses the boundary": { ...attached(BOUNDARY), says: [/grants/] },
});

const KEY = "AKIAIOSFODNN7EXAMPLE";
judges(noAwsKeyIsHandedOut, {
  "passes other text": { type: VARIABLE, props: { variableName: "AWS_REGION", value: "x" } },
  "passes what is unknown": { type: VARIABLE, props: { value: LATER } },
  "[§4] refuses its name": {
    type: VARIABLE,
    props: { variableName: "AWS_SECRET_ACCESS_KEY" },
    says: [/hands out/],
  },
  "refuses its name for a function": {
    type: "aws:lambda/function:Function",
    props: { environment: { variables: { AWS_ACCESS_KEY_ID: LATER } } },
    says: [/hands out/],
  },
  "refuses its name in a container": {
    type: "aws:ecs/taskDefinition:TaskDefinition",
    props: { containerDefinitions: '[{"environment":[{"name":"AWS_SESSION_TOKEN"}]}]' },
    says: [/hands out/],
  },
  "refuses its id, and does not show it": {
    type: VARIABLE,
    props: { value: `x ${KEY}` },
    says: [/^(?!.*AKIA).*holds the id/],
  },
  "refuses a session's id": {
    type: VARIABLE,
    props: { value: KEY.replace("AKIA", "ASIA") },
    says: [/holds the id/],
  },
});

const user = (type: string) => ({ type, props: {}, says: [/does not expire/] });
judges(noLongLivedCredential, {
  "[§4] refuses a user": user("aws:iam/user:User"),
  "[§4] refuses an access key": user("aws:iam/accessKey:AccessKey"),
  "refuses a login profile": user("aws:iam/userLoginProfile:UserLoginProfile"),
  "refuses a group": user("aws:iam/group:Group"),
  "refuses a service's credential": user(
    "aws:iam/serviceSpecificCredential:ServiceSpecificCredential",
  ),
});

const admits = (changes: object) => ({
  type: "aws:sqs/queuePolicy:QueuePolicy",
  props: {
    policy: policy({ Effect: "Allow", Principal: "*", Action: "sqs:SendMessage", ...changes }),
  },
});
const held = (operator: string, key: string, value: string) =>
  admits({ Condition: { [operator]: { [key]: value } } });
const ANYONE = { says: [/allows anyone/] };
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
    says: [/everyone but NotPrincipal/],
  },
  "refuses what is no policy": {
    type: ROLE,
    props: { assumeRolePolicy: "{}" },
    says: [/is no IAM policy/],
  },
});

const grants = (changes: object, type = ROLE_POLICY, name = "nc-a-dev-b") => {
  const statement = { Effect: "Allow", Action: "s3:GetObject", Resource: "*", ...changes };
  return { type, props: { name, policy: policy(statement) } };
};
const BOUND = "nc-platform-dev-boundary";
const ALL = { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["a"] } };
const whole = (Resource: string) => ({
  ...grants({ Action: "iam:*", Resource }),
  says: [/iam:\*/],
});
judges(policyGrantsNoWildcard, {
  "passes an action": grants({}),
  "passes a service on named resources": grants({
    Action: "sqs:*",
    Resource: "arn:aws:sqs:r:1:nc-a",
  }),
  "passes a denial of all": grants({ Effect: "Deny", Action: "*" }),
  "passes what is unknown": { type: ROLE_POLICY, props: { policy: LATER } },
  "[§4] refuses every action": {
    ...grants({ Action: "*", Resource: "arn:aws:s3:::a" }),
    says: [/every action/],
  },
  "refuses *:*": { ...grants({ Action: ["s3:GetObject", "*:*"] }), says: [/every action/] },
  "refuses a whole service on everything": whole("*"),
  "refuses it on every resource by ARN": whole("arn:aws:iam::111111111111:*"),
  "refuses it on every object": {
    ...grants({ Action: "S3:*", Resource: "arn:aws:s3:::*/*" }),
    says: [/S3:\* on everything/],
  },
  "refuses all but some actions": {
    ...grants({ Action: undefined, NotAction: "iam:*" }),
    says: [/all but what NotAction/],
  },
  "refuses all but some resources": {
    ...grants({ Resource: undefined, NotResource: "a" }),
    says: [/all but what NotResource/],
  },
  "refuses ForAllValues alone": { ...grants({ Condition: ALL }), says: [/where it is absent/] },
  "passes it with Null": grants({
    Condition: { ...ALL, Null: { "dynamodb:LeadingKeys": "false" } },
  }),
  "refuses a role's inline policy": {
    type: ROLE,
    props: { inlinePolicies: [{ policy: policy({ Effect: "Allow", Action: "*" }) }] },
    says: [/^inlinePolicies/],
  },
  "passes whole services in the boundary": grants({ Action: "sqs:*" }, POLICY, BOUND),
  "refuses them in another policy of that type": {
    ...grants({ Action: "sqs:*" }, POLICY),
    says: [/sqs:\* on everything/],
  },
  "refuses them in a role's policy of that name": {
    ...grants({ Action: "sqs:*" }, ROLE_POLICY, BOUND),
    says: [/sqs:\* on everything/],
  },
  "refuses ForAllValues with Null of another key": {
    ...grants({ Condition: { ...ALL, Null: { "aws:PrincipalArn": "false" } } }),
    says: [/where it is absent/],
  },
  "refuses it with the opposite": {
    ...grants({ Condition: { ...ALL, Null: { "dynamodb:LeadingKeys": "true" } } }),
    says: [/where it is absent/],
  },
  "refuses everything in the boundary": {
    ...grants({ Action: "*" }, POLICY, BOUND),
    says: [/every action/],
  },
  "refuses what is no policy": {
    type: POLICY,
    props: { policy: "x" },
    says: [/is no IAM policy/],
  },
});

judges(roleHasBoundary, {
  "passes ours": { type: ROLE, props: { permissionsBoundary: BOUNDARY } },
  "passes what is unknown": { type: ROLE, props: { permissionsBoundary: LATER } },
  "refuses none": { type: ROLE, props: {}, says: [/not given/] },
  "refuses another": { type: ROLE, props: { permissionsBoundary: aws("X") }, says: [/policy\/X/] },
});
