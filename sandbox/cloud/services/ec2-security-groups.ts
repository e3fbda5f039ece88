import type { CreateRequest, Outputs, ResourceTypes } from "../resource-type";
import {
  between,
  exactlyOne,
  matches,
  required,
  type Validation,
  type Validator,
} from "../validators";
import { isGiven } from "../values";
import { ec2 } from "./ec2-vpc";

const DESCRIPTION = /^[A-Za-z0-9 ._\-:/()#,@[\]+=&;{}!$*]*$/;

const ruleValidators: readonly Validator[] = [
  required("securityGroupId", "ipProtocol"),
  exactlyOne("cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"),
  between("fromPort", -1, 65_535),
  between("toPort", -1, 65_535),
  matches("description", 255, DESCRIPTION, "letters, digits, blanks and ._-:/()#,@[]+=&;{}!$*"),
  checkPorts,
];

/** EC2: security groups and their rules. Source of each limit: AuthorizeSecurityGroupIngress. */
export const EC2_SECURITY_GROUPS: ResourceTypes = {
  "aws:ec2/securityGroup:SecurityGroup": {
    outputs: (request) => ec2(request, "sg", "security-group"),
    validate: [
      matches("description", 255, DESCRIPTION, "letters, digits, blanks and ._-:/()#,@[]+=&;{}!$*"),
    ],
    immutable: ["description", "vpcId"],
    uniqueBy: ["vpcId", "name"],
  },
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": {
    outputs: (request) => ({
      ...ec2(request, "sg", "security-group"),
      name: "default",
      description: "default VPC security group",
    }),
  },
  "aws:ec2/securityGroupRule:SecurityGroupRule": {
    outputs: ({ hex }) => ({
      id: `sgrule-${Number.parseInt(hex(8), 16)}`,
      securityGroupRuleId: `sgr-${hex(17)}`,
    }),
  },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": {
    outputs: ruleOutputs,
    validate: ruleValidators,
    immutable: ["securityGroupId"],
  },
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": {
    outputs: ruleOutputs,
    validate: ruleValidators,
    immutable: ["securityGroupId"],
  },
};

function ruleOutputs(request: CreateRequest): Outputs {
  const { ownerId, ...rule } = ec2(request, "sgr", "security-group-rule");
  return { ...rule, securityGroupRuleId: rule.id };
}

function checkPorts({ inputs, refuse }: Validation): void {
  const { ipProtocol, fromPort, toPort } = inputs;
  if (ipProtocol === "-1" && (isGiven(fromPort) || isGiven(toPort))) {
    refuse("fromPort", fromPort, 'no port, as ipProtocol is "-1"');
  }
  if (ipProtocol === "tcp" || ipProtocol === "udp") {
    if (!isGiven(fromPort)) refuse("fromPort", fromPort, `a port, as ipProtocol is ${ipProtocol}`);
    if (!isGiven(toPort)) refuse("toPort", toPort, `a port, as ipProtocol is ${ipProtocol}`);
  }
  if (typeof fromPort === "number" && typeof toPort === "number" && fromPort > toPort) {
    refuse("fromPort", fromPort, `at most toPort, which is ${toPort}`);
  }
}
