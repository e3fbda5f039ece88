import { policyGrantsNoWildcard } from "../../../policies/identity/policy-grants-no-wildcard";
import { judges, LATER } from "../../support/violations";

const ROLE = "aws:iam/role:Role";
const POLICY = "aws:iam/policy:Policy";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const policy = (statement: object) => JSON.stringify({ Statement: [statement] });
const grants = (changes: object, type = ROLE_POLICY, name = "nc-a-dev-b") => {
  const statement = { Effect: "Allow", Action: "s3:GetObject", Resource: "*", ...changes };
  return { type, props: { name, policy: policy(statement) } };
};
const BOUND = "nc-platform-dev-boundary";
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
  "refuses everything in the boundary": {
    ...grants({ Action: "*" }, POLICY, BOUND),
    says: [/every action/],
  },
  "refuses what is no policy": {
    type: POLICY,
    props: { policy: "x" },
    says: [/is no IAM policy/],
  },
  "names all whole services": {
    ...grants({ Action: ["iam:*", "sqs:*"] }),
    says: [/allows iam:\*, sqs:\* on everything/],
  },
  "refuses every action beside one": {
    ...grants({ Action: ["s3:GetObject", "*"], Resource: "arn:aws:s3:::a" }),
    says: [/allows every action/],
  },
  "refuses a service on everything beside a name": {
    ...grants({ Action: "sqs:*", Resource: ["arn:aws:sqs:r:1:nc-a", "*"] }),
    says: [/sqs:\* on everything/],
  },
  "passes a service on a resource whose name begins with a pattern": grants({
    Action: "sqs:*",
    Resource: "arn:aws:sqs:r:1:*-a",
  }),
  "passes a service on what ends with a pattern": grants({ Action: "sqs:*", Resource: "nc-*" }),
  "passes a pattern of actions": grants({ Action: "s3:*Object" }),
  "passes a pattern that begins with any": grants({ Action: "*:GetObject" }),
});
