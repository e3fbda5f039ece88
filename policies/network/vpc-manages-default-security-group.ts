import { type Planned, planRule } from "../support/rule";

const VPC = "aws:ec2/vpc:Vpc";
const DEFAULT_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";

/**
 * A VPC's default security group is managed: what it says is `default-security-group-is-closed`'s.
 *
 * Why: AWS makes it open to itself, and a plan that does not name it leaves it so.
 *
 * Fix: build the VPC with `Network`, or add a `DefaultSecurityGroup` for it.
 */
export const vpcManagesDefaultSecurityGroup = planRule({
  name: "vpc-manages-default-security-group",
  description: "Every VPC's default security group is in the plan.",
  *check(plan) {
    const groups = plan.filter(({ type }) => type === DEFAULT_GROUP);
    for (const vpc of plan.filter(({ type }) => type === VPC)) {
      if (groups.some((group) => isOf(group, vpc))) continue;
      yield { urn: vpc.urn, message: "its default security group is open: add one without rules" };
    }
  },
});

/** Whether a group names the VPC, by its id, or by an output of it or of what it lies in. */
function isOf(group: Planned, vpc: Planned): boolean {
  const owners = [vpc.urn, ...vpc.ancestors];
  return (
    (typeof vpc.props.id === "string" && group.props.vpcId === vpc.props.id) ||
    group.madeFrom("vpcId").some((urn) => owners.includes(urn))
  );
}
