import { controlUrl, fsbp } from "../support/frameworks";
import { ofType, planRule } from "../support/plan";

export const vpcManagesDefaultSecurityGroup = planRule({
  name: "vpc-manages-default-security-group",
  description: "Every VPC's default security group is in the plan.",
  why: "AWS creates it open to itself, and it stays open where no plan manages it.",
  remediationSteps: "Create the VPC with `Network`, or add a `DefaultSecurityGroup` without rules.",
  severity: "high",
  framework: fsbp(
    "EC2.2",
    "VPC default security groups should not allow inbound or outbound traffic",
  ),
  url: controlUrl("EC2.2"),
  *check(plan) {
    const groups = ofType(plan, "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup");
    for (const vpc of ofType(plan, "aws:ec2/vpc:Vpc")) {
      // A group names its VPC by its id, or by an output of the VPC or of a component that it lies in.
      const owners = [vpc.urn, ...vpc.ancestors];
      const managed = groups.some(
        (group) =>
          (typeof vpc.props.id === "string" && group.props.vpcId === vpc.props.id) ||
          group.madeFrom("vpcId").some((urn) => owners.includes(urn)),
      );
      if (!managed) yield { urn: vpc.urn, message: "its default security group is open" };
    }
  },
});
