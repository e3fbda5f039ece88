import { controlUrl, fsbp } from "../support/frameworks";
import { resourceRule, type Subject } from "../support/rule";
import { given, isUnknown } from "../support/unknowns";
import { publicCidr } from "./public-cidr";

/** Ports that anyone may call: HTTPS, and HTTP to be redirected to it. */
const PUBLIC_PORTS = [80, 443];

const TYPES = [
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:ec2/securityGroupRule:SecurityGroupRule",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
] as const;

export const ingressIsRestricted = resourceRule({
  name: "ingress-is-restricted",
  description: "No security group allows everyone in, except on ports 80 and 443.",
  why: "Every other port that is open to everyone is found, and tried, within minutes.",
  remediationSteps: "Name the security group or the block that calls.",
  severity: "critical",
  framework: fsbp(
    "EC2.18",
    "Security groups should only allow unrestricted traffic for authorized ports",
  ),
  url: controlUrl("EC2.18"),
  types: TYPES,
  *check(subject) {
    for (const rule of ingressRules(subject)) {
      const from = publicCidr(rule);
      if (from === undefined || isPublicPort(rule)) continue;
      yield `${from} may call ports ${String(rule.fromPort)} to ${String(rule.toPort)}`;
    }
  },
});

function ingressRules({ type, props }: Subject<(typeof TYPES)[number]>) {
  switch (type) {
    case "aws:ec2/securityGroup:SecurityGroup":
      return given(props.ingress);
    case "aws:ec2/securityGroupRule:SecurityGroupRule":
      return props.type === "egress" ? [] : [props];
    case "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule":
      return [{ ...props, protocol: props.ipProtocol }];
  }
}

function isPublicPort(rule: {
  readonly fromPort?: unknown;
  readonly toPort?: unknown;
  readonly protocol?: unknown;
}): boolean {
  const { fromPort, toPort, protocol } = rule;
  if (isUnknown(fromPort) || isUnknown(toPort)) return true;
  const tcp = protocol === "tcp" || protocol === "6" || isUnknown(protocol);
  return tcp && fromPort === toPort && PUBLIC_PORTS.includes(Number(fromPort));
}
