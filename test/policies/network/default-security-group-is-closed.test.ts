import { defaultSecurityGroupIsClosed } from "../../../policies/network/default-security-group-is-closed";
import { judges, LATER } from "../../support/violations";

const DEFAULT = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";

judges(defaultSecurityGroupIsClosed, {
  "passes none": { type: DEFAULT, props: {} },
  "passes empty lists": { type: DEFAULT, props: { ingress: [], egress: [] } },
  "passes over what is unknown": { type: DEFAULT, props: { ingress: LATER } },
  "refuses rules either way": {
    type: DEFAULT,
    props: { ingress: [{ self: true }], egress: [{}] },
    says: [/^ingress has rules/, /^egress has rules/],
  },
});
