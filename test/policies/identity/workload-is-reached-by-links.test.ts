import { workloadIsReachedByLinks } from "../../../policies/identity/workload-is-reached-by-links";
import { judges, LATER } from "../../support/violations";

const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const QUEUE_OF_B = "arn:aws:sqs:ca-central-1:111111111111:nc-b-dev-queue";
const SECRET_OF_B =
  "arn:aws:secretsmanager:ca-central-1:111111111111:secret:/nc/dev/b/secret/key-??????";
const SAYS_QUEUE = [
  /^policy, statement A, of a allows arn:aws:sqs:ca-central-1:1+:nc-b-dev-queue: name/,
];

const statement = (Resource: unknown, changes: object = {}) =>
  JSON.stringify({
    Statement: [{ Sid: "A", Effect: "Allow", Action: "sqs:SendMessage", Resource, ...changes }],
  });
const policy = (Resource: unknown, changes: object = {}, name = "nc-a-dev-task") => ({
  type: ROLE_POLICY,
  props: { name, role: "nc-a-dev-task", policy: statement(Resource, changes) },
});
const permission = (principal: string, statementId = "x", invoked = "nc-b-dev-function") => ({
  type: "aws:lambda/permission:Permission",
  props: { principal, statementId, function: invoked },
});
const ROLE_OF_A = "arn:aws:iam::111111111111:role/nc-a-dev-task";

judges(workloadIsReachedByLinks, {
  "[§4] refuses another workload's queue": { ...policy(QUEUE_OF_B), says: SAYS_QUEUE },
  "refuses it beside an own one": {
    ...policy(["arn:aws:sqs:ca-central-1:111111111111:nc-a-dev-queue", QUEUE_OF_B]),
    says: SAYS_QUEUE,
  },
  "refuses it in the policy of grants": {
    ...policy(QUEUE_OF_B, {}, "nc-a-dev-grants"),
    says: SAYS_QUEUE,
  },
  "refuses it in a policy that is called links, of another": {
    ...policy(QUEUE_OF_B, {}, "nc-b-dev-links"),
    says: SAYS_QUEUE,
  },
  "passes it in the policy of links": policy(QUEUE_OF_B, {}, "nc-a-dev-links"),
  "refuses a managed policy of that name": {
    type: "aws:iam/policy:Policy",
    props: { name: "nc-a-dev-links", policy: statement(QUEUE_OF_B) },
    says: SAYS_QUEUE,
  },
  "refuses a role's inline policy": {
    type: "aws:iam/role:Role",
    props: {
      name: "nc-a-dev-task",
      inlinePolicies: [{ name: "nc-a-dev-links", policy: statement(QUEUE_OF_B) }],
    },
    says: [/^inlinePolicies\[\]\.policy, statement A, of a allows/],
  },
  "goes by the policy's name where the role is unknown": {
    type: ROLE_POLICY,
    props: { name: "nc-a-dev-task", role: LATER, policy: statement(QUEUE_OF_B) },
    says: SAYS_QUEUE,
  },
  "passes what is its own": policy([
    "arn:aws:sqs:ca-central-1:111111111111:nc-a-dev-*",
    "arn:aws:ssm:ca-central-1:111111111111:parameter/nc/dev/a/config/*",
  ]),
  "refuses a workload whose name goes on": {
    ...policy("arn:aws:sqs:ca-central-1:111111111111:nc-a-b-dev-queue"),
    says: [/nc-a-b-dev-queue/],
  },
  "passes what the platform has for all": policy("arn:aws:s3:::nc-platform-dev-artifacts/a/*"),
  "passes the cluster, which is nobody's": policy(
    "arn:aws:ecs:ca-central-1:111111111111:cluster/nc-core",
  ),
  "passes everything, which another rule judges": policy("*"),
  "passes a denial": policy(QUEUE_OF_B, { Effect: "Deny" }),
  "passes the platform's own roles": {
    type: ROLE_POLICY,
    props: {
      name: "nc-platform-dev-apply",
      role: "nc-platform-dev-apply",
      policy: statement(QUEUE_OF_B),
    },
  },
  "passes what is unknown": {
    type: ROLE_POLICY,
    props: { name: "nc-a-dev-task", role: "nc-a-dev-task", policy: LATER },
  },
  "refuses another's parameters, secrets and logs": {
    ...policy([
      "arn:aws:ssm:ca-central-1:111111111111:parameter/nc/dev/b/config/key",
      SECRET_OF_B,
      "arn:aws:logs:ca-central-1:111111111111:log-group:/nc/dev/b/logs/tasks:*",
    ]),
    says: [
      /parameter\/nc\/dev\/b\/config\/key: name/,
      /secret:\/nc\/dev\/b\/secret/,
      /log-group:\/nc\/dev\/b/,
    ],
  },
  ...Object.fromEntries(
    ["nc-*", "nc-b-*", "nc-?-dev-queue", "nc-a*", "parameter/nc/*", "parameter/nc/dev/*"].map(
      (name) => [
        `refuses the pattern ${name}, which takes others in`,
        {
          ...policy(`arn:aws:sqs:ca-central-1:111111111111:${name}`),
          says: [/^policy, statement A, of a allows/],
        },
      ],
    ),
  ),
  "refuses the use of a key for what another encrypts": {
    ...policy("arn:aws:kms:ca-central-1:111111111111:key/*", {
      Condition: { StringEquals: { "kms:EncryptionContext:aws:sqs:arn": QUEUE_OF_B } },
    }),
    says: SAYS_QUEUE,
  },
  "passes the use of the platform's key": policy("arn:aws:kms:ca-central-1:111111111111:key/*", {
    Condition: { StringEquals: { "kms:ResourceAliases": "alias/nc-platform-dev-messaging" } },
  }),
  "passes another's secret in that owner's policy of rotation": policy(
    SECRET_OF_B,
    {},
    "nc-b-dev-rotation",
  ),
  "refuses it in the policy of rotation of a third": {
    ...policy(SECRET_OF_B, {}, "nc-c-dev-rotation"),
    says: [/of a allows .*secret:\/nc\/dev\/b/],
  },
  "refuses another's queue in that policy": {
    ...policy(QUEUE_OF_B, {}, "nc-b-dev-rotation"),
    says: SAYS_QUEUE,
  },
  "refuses a function that another's role invokes": {
    ...permission(ROLE_OF_A),
    says: [/^principal is arn:aws:iam::1+:role\/nc-a-dev-task: of b, allow what is its own/],
  },
  "refuses it by the statement of another's link": {
    ...permission(ROLE_OF_A, "nc-b-dev-link-invoke"),
    says: [/^principal is/],
  },
  "passes it by a link": permission(ROLE_OF_A, "nc-a-dev-link-invoke"),
  "passes its own role": permission("arn:aws:iam::111111111111:role/nc-b-dev-tests"),
  "passes a service of AWS": permission("apigateway.amazonaws.com"),
  "passes a function that is unknown": permission(ROLE_OF_A, "x", LATER),
});
