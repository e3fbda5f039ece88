import { resourceRule } from "../support/rule";
import { UNKNOWN } from "../support/unknowns";

/**
 * A VPC's default security group has no rule.
 *
 * Why: what forgets to name a security group gets that one, and with it whatever it may reach.
 *
 * Fix: give `ingress: []` and `egress: []`, or neither.
 */
export const defaultSecurityGroupIsClosed = resourceRule({
  name: "default-security-group-is-closed",
  description: "The default security group of a VPC has no rule.",
  applies: (type) => type === "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  *check({ props }) {
    for (const key of ["ingress", "egress"]) {
      const rules = props[key] ?? [];
      if (rules === UNKNOWN || (Array.isArray(rules) && rules.length === 0)) continue;
      yield `${key} has rules: give it none`;
    }
  },
});
