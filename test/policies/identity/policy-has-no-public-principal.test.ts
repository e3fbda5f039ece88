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
