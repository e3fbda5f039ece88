import { sensitiveActionNamesItsResource } from "../../../policies/identity/sensitive-action-names-its-resource";
import { judges, LATER } from "../../support/violations";

const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const POLICY = "aws:iam/policy:Policy";

const grants = (Action: unknown, Resource: unknown = "*", changes: object = {}, name = "x") => ({
  type: ROLE_POLICY,
  props: {
    name,
    policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action, Resource, ...changes }] }),
  },
});
const on = (operator: string, key: string, value: string) => ({
  Condition: { [operator]: { [key]: value } },
});
const ROLES = "arn:aws:iam::111111111111:role/*";
const KEYS = "arn:aws:kms:ca-central-1:111111111111:key/*";

/** Patterns that take a sensitive action in, each with one that it takes in. */
const PATTERNS: [pattern: string, action: string][] = [
  ["iam:P*", "iam:PassRole"],
  ["IAM:pass*", "iam:PassRole"],
  ["iam:*Policy", "iam:AttachRolePolicy"],
  ["iam:Pas?Role", "iam:PassRole"],
  ["sts:Assume*", "sts:AssumeRole"],
  ["secretsmanager:Get*", "secretsmanager:GetSecretValue"],
  ["kms:D*", "kms:Decrypt"],
];

judges(sensitiveActionNamesItsResource, {
  "[§4] refuses the roles of several workloads": {
    ...grants("iam:PassRole", "arn:aws:iam::111111111111:role/nc-*"),
    says: [/allows iam:PassRole on arn:aws:iam::1+:role\/nc-\*, which several workloads have/],
  },
  "[§4] refuses the secrets of several workloads": {
    ...grants(
      "secretsmanager:GetSecretValue",
      "arn:aws:secretsmanager:ca-central-1:111111111111:secret:/nc/*",
    ),
    says: [/secret:\/nc\/\*, which several workloads have: name one's own$/],
  },
  "refuses a pattern of all workloads beside a name": {
    ...grants("iam:PassRole", [
      "arn:aws:iam::111111111111:role/nc-a-dev-task",
      "arn:aws:iam::111111111111:role/nc-*",
    ]),
    says: [/on arn:aws:iam::1+:role\/nc-\*, which/],
  },
  "refuses both everything and several": {
    ...grants("iam:PassRole", ["*", "arn:aws:iam::111111111111:role/nc-*"]),
    says: [/on \*: name/, /role\/nc-\*, which/],
  },
  "refuses a tag by a pattern": {
    ...grants(
      "secretsmanager:GetSecretValue",
      "*",
      on("StringLike", "aws:ResourceTag/Service", "a*"),
    ),
    says: [/on \*/],
  },
  "refuses keys by the aliases of all workloads": {
    ...grants(
      "kms:Decrypt",
      KEYS,
      on("ForAnyValue:StringLike", "kms:ResourceAliases", "alias/nc-*"),
    ),
    says: [/kms:Decrypt on/],
  },
  "passes keys by the aliases of one": grants(
    "kms:Decrypt",
    KEYS,
    on("ForAnyValue:StringLike", "kms:ResourceAliases", "alias/nc-platform-dev-*"),
  ),
  "passes keys by what one workload encrypts": grants(
    "kms:Decrypt",
    KEYS,
    on(
      "StringLike",
      "kms:EncryptionContext:PARAMETER_ARN",
      "arn:aws:ssm:ca-central-1:111111111111:parameter/nc/dev/a/config/*",
    ),
  ),
  "refuses keys by what all workloads encrypt": {
    ...grants(
      "kms:Decrypt",
      KEYS,
      on(
        "StringLike",
        "kms:EncryptionContext:PARAMETER_ARN",
        "arn:aws:ssm:ca-central-1:111111111111:parameter/nc/*",
      ),
    ),
    says: [/kms:Decrypt on/],
  },
  "refuses a condition without a value": {
    ...grants("kms:Decrypt", KEYS, { Condition: { StringEquals: { "kms:ResourceAliases": [] } } }),
    says: [/kms:Decrypt on/],
  },
  "refuses grants for others than services of AWS": {
    ...grants("kms:CreateGrant", KEYS, on("Bool", "kms:GrantIsForAWSResource", "false")),
    says: [/kms:CreateGrant on/],
  },
  "passes a named role": grants("iam:PassRole", "arn:aws:iam::111111111111:role/nc-a-dev-task"),
  "passes a prefix of roles": grants("iam:PassRole", "arn:aws:iam::111111111111:role/nc-a-dev-*"),
  "passes the objects of one bucket": grants("s3:GetObject", "arn:aws:s3:::nc-a-dev-b/*"),
  "refuses the objects of every bucket": {
    ...grants("s3:GetObject", "arn:aws:s3:::*/*"),
    says: [/s3:GetObject on arn:aws:s3:::\*\/\*/],
  },
  "passes an action that is not sensitive": grants("ecr:GetAuthorizationToken"),
  "passes a denial": grants("iam:PassRole", "*", { Effect: "Deny" }),
  "passes keys by their alias": grants(
    "kms:Decrypt",
    KEYS,
    on("ForAnyValue:StringEquals", "kms:ResourceAliases", "alias/nc-a-dev-config"),
  ),
  "passes resources by their tag": grants(
    "secretsmanager:GetSecretValue",
    "*",
    on("StringEquals", "aws:ResourceTag/Service", "a"),
  ),
  "passes grants for services of AWS": grants(
    "kms:CreateGrant",
    KEYS,
    on("Bool", "kms:GrantIsForAWSResource", "true"),
  ),
  "passes what is unknown": { type: ROLE_POLICY, props: { policy: LATER } },
  "passes the boundary, which grants nothing": {
    ...grants("iam:PassRole", "*", {}, "nc-platform-dev-boundary"),
    type: POLICY,
  },
  "refuses it in a role's policy of that name": {
    ...grants("iam:PassRole", "*", {}, "nc-platform-dev-boundary"),
    says: [/allows iam:PassRole on \*/],
  },
  ...Object.fromEntries(
    PATTERNS.map(([pattern, action]) => [
      `refuses ${pattern} on everything`,
      { ...grants(pattern), says: [new RegExp(`allows .*${action}.* on \\*`)] },
    ]),
  ),
  ...Object.fromEntries(
    ["s?:*", "?am:PassRole", "i*:PassRole", "s*:Get*"].map((pattern) => [
      `refuses ${pattern}, wherever it is allowed`,
      {
        ...grants(pattern, "arn:aws:s3:::nc-a-dev-b"),
        says: [/which has a pattern for its service: name the service$/],
      },
    ]),
  ),
  "refuses every role": { ...grants("iam:PassRole", ROLES), says: [/on arn:aws:iam::1+:role\/\*/] },
  "refuses every secret": {
    ...grants("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:*:111111111111:secret:*"),
    says: [/GetSecretValue on/],
  },
  "refuses a service to which any role is passed": {
    ...grants(
      "iam:PassRole",
      "*",
      on("StringEquals", "iam:PassedToService", "ecs-tasks.amazonaws.com"),
    ),
    says: [/iam:PassRole on \*/],
  },
  ...Object.fromEntries(
    ["*", "alias/*", "?*", "alias/?*"].map((alias) => [
      `refuses any alias, as ${alias}`,
      {
        ...grants("kms:Decrypt", KEYS, on("ForAnyValue:StringLike", "kms:ResourceAliases", alias)),
        says: [/kms:Decrypt on/],
      },
    ]),
  ),
  "refuses the policies of all keys": {
    ...grants("kms:PutKeyPolicy", KEYS),
    says: [/kms:PutKeyPolicy on/],
  },
  "passes the policies of keys with a tag": grants(
    "kms:PutKeyPolicy",
    KEYS,
    on("StringEquals", "aws:ResourceTag/Service", "platform"),
  ),
  "refuses an alias that may be absent": {
    ...grants(
      "kms:Decrypt",
      KEYS,
      on("ForAllValues:StringEquals", "kms:ResourceAliases", "alias/nc-a-dev-config"),
    ),
    says: [/kms:Decrypt on/],
  },
  "refuses all keys but one": {
    ...grants("kms:Decrypt", KEYS, on("StringNotEquals", "kms:ResourceAliases", "alias/x")),
    says: [/kms:Decrypt on/],
  },
  "names all sensitive actions, and the pattern": {
    ...grants(["iam:PassRole", "sts:AssumeRole"]),
    says: [/allows iam:PassRole, sts:AssumeRole on \*: name the resources$/],
  },
  "names all of them on several workloads' resources": {
    ...grants(["iam:PassRole", "sts:AssumeRole"], "arn:aws:iam::111111111111:role/nc-*"),
    says: [/allows iam:PassRole, sts:AssumeRole on arn:aws:iam::1+:role\/nc-\*, which/],
  },
  "refuses an action beside one that is not sensitive": {
    ...grants(["ecr:GetAuthorizationToken", "iam:PassRole"]),
    says: [/allows iam:PassRole on/],
  },
  ...Object.fromEntries(
    ["xaws:ResourceTag/Service", "kms:ResourceAliasesx", "xkms:ResourceAliases"].map((key) => [
      `refuses the condition key ${key}`,
      { ...grants("kms:Decrypt", KEYS, on("StringEquals", key, "a")), says: [/kms:Decrypt on/] },
    ]),
  ),
  "refuses an operator that goes on after an exact one": {
    ...grants("kms:Decrypt", KEYS, on("StringEqualsIfExists", "kms:ResourceAliases", "alias/a")),
    says: [/kms:Decrypt on/],
  },
  "refuses any alias beside one": {
    ...grants("kms:Decrypt", KEYS, {
      Condition: { StringLike: { "kms:ResourceAliases": ["alias/nc-a-dev-x", "alias/*"] } },
    }),
    says: [/kms:Decrypt on/],
  },
  "passes an alias beside a further condition": grants("kms:Decrypt", KEYS, {
    Condition: {
      StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5", "kms:ResourceAliases": "alias/a" },
    },
  }),
  "refuses a service that begins with a pattern": {
    ...grants("*s:GetObject", "arn:aws:s3:::nc-a-dev-b"),
    says: [/pattern for its service/],
  },
});
