import { controlUrl, fsbp } from "../support/frameworks";
import { resourceRule } from "../support/rule";
import { given, isUnknown } from "../support/unknowns";

export const defaultSecurityGroupIsClosed = resourceRule({
  name: "default-security-group-is-closed",
  description: "The default security group of a VPC has no rule.",
  why: "What names no security group gets that one, and with it whatever it may reach.",
  remediationSteps: "Give `ingress: []` and `egress: []`, or neither.",
  severity: "high",
  framework: fsbp(
    "EC2.2",
    "VPC default security groups should not allow inbound or outbound traffic",
  ),
  url: controlUrl("EC2.2"),
  types: ["aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"],
  *check({ props: { ingress, egress } }) {
    for (const [key, rules] of Object.entries({ ingress, egress })) {
      if (!given(rules).every(isUnknown)) yield `${key} has rules: give it none`;
    }
  },
});
