import { controlUrl, fsbp } from "../support/frameworks";
import { names, ofType, type Planned, type PlannedOf, planRule } from "../support/plan";
import { given } from "../support/unknowns";
import { publicCidr } from "./public-cidr";

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const LOAD_BALANCERS = [
  "aws:lb/loadBalancer:LoadBalancer",
  "aws:alb/loadBalancer:LoadBalancer",
] as const;

export const publicIngressIsLoadBalancer = planRule({
  name: "public-ingress-is-load-balancer",
  description: "Only a load balancer's security group allows everyone in.",
  why: "A task that everyone can call has no listener rules, no TLS and no access log in front of it.",
  remediationSteps: "Allow the load balancer's security group instead of everyone.",
  severity: "critical",
  framework: fsbp(
    "EC2.18",
    "Security groups should only allow unrestricted traffic for authorized ports",
  ),
  url: controlUrl("EC2.18"),
  *check(plan) {
    const loadBalancers = ofType(plan, ...LOAD_BALANCERS);
    for (const group of ofType(plan, GROUP)) {
      const open = publicBlock(group, plan);
      if (open === undefined || loadBalancers.some((each) => uses(each, group))) continue;
      const message = `${open} may call it, and it is no load balancer's security group`;
      yield { urn: group.urn, message };
    }
  },
});

/** The block of everyone that a group's own rules, or those apart from it, let in. */
function publicBlock(group: PlannedOf<typeof GROUP>, plan: readonly Planned[]): string | undefined {
  const isOfGroup = (rule: Pick<Planned, "madeFrom">, id: unknown) =>
    names(rule, "securityGroupId", id, group, [group.props.id]);
  const apart = ofType(plan, "aws:ec2/securityGroupRule:SecurityGroupRule").filter(
    (each) => each.props.type !== "egress" && isOfGroup(each, each.props.securityGroupId),
  );
  const ingress = ofType(plan, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").filter(
    (each) => isOfGroup(each, each.props.securityGroupId),
  );
  return [...given(group.props.ingress), ...[...apart, ...ingress].map(({ props }) => props)]
    .map(publicCidr)
    .find(Boolean);
}

function uses(
  balancer: PlannedOf<(typeof LOAD_BALANCERS)[number]>,
  group: PlannedOf<typeof GROUP>,
): boolean {
  return given(balancer.props.securityGroups).some((id) =>
    names(balancer, "securityGroups", id, group, [group.props.id]),
  );
}
