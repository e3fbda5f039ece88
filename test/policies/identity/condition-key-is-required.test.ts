import { conditionKeyIsRequired } from "../../../policies/identity/condition-key-is-required";
import { judges, LATER } from "../../support/violations";

const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const QUEUE_POLICY = "aws:sqs/queuePolicy:QueuePolicy";

const policy = (Condition: object, Effect = "Allow", type = ROLE_POLICY) => ({
  type,
  props: { policy: JSON.stringify({ Statement: [{ Sid: "A", Effect, Condition }] }) },
});
const ALL = { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["a"] } };
const ABSENT = { says: [/^policy, statement A, tests .* which is true where it is absent$/] };

judges(conditionKeyIsRequired, {
  "passes a plain operator": policy({ StringEquals: { "dynamodb:LeadingKeys": "a" } }),
  "passes ForAnyValue": policy({ "ForAnyValue:StringEquals": { "kms:ResourceAliases": "a" } }),
  "passes ForAllValues with Null": policy({ ...ALL, Null: { "dynamodb:LeadingKeys": "false" } }),
  "passes a denial, which is for what lacks the key too": policy(
    { BoolIfExists: { "aws:SecureTransport": "false" } },
    "Deny",
  ),
  "passes what is unknown": { type: ROLE_POLICY, props: { policy: LATER } },
  "refuses ForAllValues alone": { ...policy(ALL), ...ABSENT },
  "refuses it with Null of another key": {
    ...policy({ ...ALL, Null: { "aws:PrincipalArn": "false" } }),
    ...ABSENT,
  },
  "refuses it with the opposite": {
    ...policy({ ...ALL, Null: { "dynamodb:LeadingKeys": "true" } }),
    ...ABSENT,
  },
  "refuses IfExists": {
    ...policy({ StringEqualsIfExists: { "aws:PrincipalAccount": "111111111111" } }),
    ...ABSENT,
  },
  "refuses IfExists of a queue's policy": {
    ...policy({ ArnLikeIfExists: { "aws:SourceArn": "arn:aws:s3:::a" } }, "Allow", QUEUE_POLICY),
    ...ABSENT,
  },
  "refuses it in a role's trust": {
    type: "aws:iam/role:Role",
    props: {
      assumeRolePolicy: JSON.stringify({
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "lambda.amazonaws.com" },
            Action: "sts:AssumeRole",
            Condition: { StringEqualsIfExists: { "aws:SourceAccount": "111111111111" } },
          },
        ],
      }),
    },
    says: [/^assumeRolePolicy, statement number 1, tests aws:SourceAccount/],
  },
  "passes a plain operator whose name goes on": policy({ ForAllValuesOnce: { a: "b" } }),
});
