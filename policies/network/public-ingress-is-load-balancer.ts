import { type Planned, planRule } from "../support/rule";
import { valuesAt } from "../support/unknowns";
import { anywhere } from "./public-cidr";

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const RULES = [
  "aws:ec2/securityGroupRule:SecurityGroupRule",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
];
const BALANCERS = ["aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"];

/**
 * A security group that admits the whole internet is a load balancer's.
 *
 * Why: a task that anyone can call has no listener rules, no TLS of ours and no access log.
 *
 * Fix: admit the load balancer's security group instead of everyone.
 */
export const publicIngressIsLoadBalancer = planRule({
  name: "public-ingress-is-load-balancer",
  description: "Only a load balancer's security group admits anyone.",
  *check(plan) {
    const balancers = plan.filter(({ type }) => BALANCERS.includes(type));
    for (const group of plan.filter(({ type }) => type === GROUP)) {
      const open = rulesOf(group, plan).map(anywhere).find(Boolean);
      if (open === undefined || balancers.some((each) => uses(each, group))) continue;
      yield {
        urn: group.urn,
        message: `${open} may call it, and it is no load balancer's: admit the load balancer's group`,
      };
    }
  },
});

function rulesOf(group: Planned, plan: readonly Planned[]) {
  const apart = plan.filter(
    (each) =>
      RULES.includes(each.type) &&
      each.props.type !== "egress" &&
      (each.madeFrom("securityGroupId").includes(group.urn) ||
        (typeof group.props.id === "string" && each.props.securityGroupId === group.props.id)),
  );
  return [
    ...valuesAt(group.props, "ingress.*").filter((rule) => rule instanceof Object),
    ...apart.map(({ props }) => props),
  ] as Planned["props"][];
}

function uses(balancer: Planned, group: Planned): boolean {
  return (
    balancer.madeFrom("securityGroups").includes(group.urn) ||
    (typeof group.props.id === "string" &&
      valuesAt(balancer.props, "securityGroups.*").includes(group.props.id))
  );
}
