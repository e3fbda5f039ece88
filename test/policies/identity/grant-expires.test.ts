import { grantExpires } from "../../../policies/identity/grant-expires";
import { judges, LATER } from "../../support/violations";

const policy = (Condition?: object, Effect = "Allow", name = "nc-a-dev-grants") => ({
  type: "aws:iam/rolePolicy:RolePolicy",
  props: { name, policy: JSON.stringify({ Statement: [{ Sid: "A", Effect, Condition }] }) },
});
const before = (...times: string[]) => ({ DateLessThan: { "aws:CurrentTime": times } });
const NO_END = {
  says: [/^policy, statement A, has no end: test aws:CurrentTime with DateLessThan/],
};

judges(grantExpires, {
  "[§4] refuses a grant without an end": { ...policy(), ...NO_END },
  "passes one that ends": policy(before("2027-01-01T00:00:00Z")),
  "refuses it beside one that ends": {
    type: "aws:iam/rolePolicy:RolePolicy",
    props: {
      name: "nc-a-dev-grants",
      policy: JSON.stringify({
        Statement: [
          { Sid: "B", Effect: "Allow", Condition: before("2027-01-01T00:00:00Z") },
          { Sid: "A", Effect: "Allow" },
        ],
      }),
    },
    ...NO_END,
  },
  "refuses a beginning": {
    ...policy({ DateGreaterThan: { "aws:CurrentTime": "2027-01-01T00:00:00Z" } }),
    ...NO_END,
  },
  "refuses the end of something else": {
    ...policy({ DateLessThan: { "aws:TokenIssueTime": "2027-01-01T00:00:00Z" } }),
    ...NO_END,
  },
  "refuses an end that is no time": { ...policy(before("soon")), ...NO_END },
  "refuses it beside a time": {
    ...policy(before("2027-01-01T00:00:00Z", "soon")),
    ...NO_END,
  },
  "refuses no time at all": { ...policy(before()), ...NO_END },
  "refuses an end that holds only where the key is there": {
    ...policy({ DateLessThanIfExists: { "aws:CurrentTime": "2027-01-01T00:00:00Z" } }),
    ...NO_END,
  },
  "takes the key in any case, as IAM does": policy({
    DateLessThan: { "AWS:currenttime": "2027-01-01T00:00:00Z" },
  }),
  "passes a denial": policy(undefined, "Deny"),
  "passes a policy of links": policy(undefined, "Allow", "nc-a-dev-links"),
  "passes what is unknown": {
    type: "aws:iam/rolePolicy:RolePolicy",
    props: { name: "nc-a-dev-grants", policy: LATER },
  },
  "passes a name that is unknown": {
    type: "aws:iam/rolePolicy:RolePolicy",
    props: { name: LATER, policy: JSON.stringify({ Statement: [{ Effect: "Allow" }] }) },
  },
});
