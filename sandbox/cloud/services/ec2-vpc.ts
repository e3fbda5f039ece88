import type { CreateRequest, Outputs, ResourceTypes } from "../resource-type";
import { exactlyOne, oneOf, required, type Validation, type Validator } from "../validators";
import { isGiven } from "../values";

/** EC2: VPCs, subnets, network ACLs and flow logs. Source of each limit: its Create* operation. */
export const EC2_VPC: ResourceTypes = {
  "aws:ec2/vpc:Vpc": {
    outputs: (request) => ({
      ...ec2(request, "vpc", "vpc"),
      defaultNetworkAclId: `acl-${request.hex(17, "acl")}`,
      defaultRouteTableId: `rtb-${request.hex(17, "rtb")}`,
      mainRouteTableId: `rtb-${request.hex(17, "rtb")}`,
      defaultSecurityGroupId: `sg-${request.hex(17, "sg")}`,
      dhcpOptionsId: `dopt-${request.hex(17, "dopt")}`,
    }),
    validate: [ipv4Network("cidrBlock")],
    immutable: ["cidrBlock"],
  },
  "aws:ec2/subnet:Subnet": {
    outputs: (request) => ec2(request, "subnet", "subnet"),
    validate: [required("vpcId"), ipv4Network("cidrBlock")],
    immutable: ["availabilityZone", "cidrBlock", "vpcId"],
    uniqueBy: ["vpcId", "cidrBlock"],
  },
  "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl": {
    outputs: (request) => ec2(request, "acl", "network-acl"),
  },
  "aws:ec2/networkAcl:NetworkAcl": {
    outputs: (request) => ec2(request, "acl", "network-acl"),
  },
  "aws:ec2/flowLog:FlowLog": {
    outputs: (request) => {
      const { id, arn } = ec2(request, "fl", "vpc-flow-log");
      return { id, arn };
    },
    validate: [
      oneOf("trafficType", "ACCEPT", "REJECT", "ALL"),
      oneOf("logDestinationType", "cloud-watch-logs", "s3", "kinesis-data-firehose"),
      oneOf("maxAggregationInterval", 60, 600),
      exactlyOne("vpcId", "subnetId", "eniId", "transitGatewayId", "transitGatewayAttachmentId"),
      checkFlowLogRole,
    ],
    immutable: { allBut: ["tags"] },
  },
};

/** The outputs that most resources of EC2 have. */
export function ec2(
  request: CreateRequest,
  prefix: string,
  resource: string,
): Outputs & { arn: string } {
  const id = `${prefix}-${request.hex(17)}`;
  return { id, arn: request.arn("ec2", `${resource}/${id}`), ownerId: request.account };
}

function ipv4Network(property: string): Validator {
  return ({ inputs, refuse }) => {
    const value = inputs[property];
    if (typeof value !== "string") return;
    const mask = Number(/^\d+\.\d+\.\d+\.\d+\/(\d+)$/.exec(value)?.[1]);
    if (!(mask >= 16 && mask <= 28)) refuse(property, value, "an IPv4 network from /16 to /28");
  };
}

function checkFlowLogRole({ inputs, refuse }: Validation): void {
  const { iamRoleArn, logDestinationType = "cloud-watch-logs" } = inputs;
  if (logDestinationType === "cloud-watch-logs" && !isGiven(iamRoleArn)) {
    refuse("iamRoleArn", iamRoleArn, "a role, as the logs go to CloudWatch");
  }
  if (logDestinationType === "s3" && isGiven(iamRoleArn)) {
    refuse("iamRoleArn", iamRoleArn, "no role, as the logs go to S3");
  }
}
