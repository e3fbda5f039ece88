import type { Line } from "./takes";

const TAGS = "CreateTags DeleteTags";

/** The network, whose parts AWS gives ids to. */
export const NETWORK_TYPES: Readonly<Record<string, Line>> = {
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": ({ at }) => [
    at(
      "ec2",
      "security-group/sg-1",
      "CreateTags DeleteTags RevokeSecurityGroupEgress RevokeSecurityGroupIngress",
    ),
  ],
  "aws:ec2/flowLog:FlowLog": ({ any, at, inputs, passes, serviceRole }) => [
    at("ec2", "vpc-flow-log/fl-1", "CreateFlowLogs CreateTags DeleteFlowLogs DeleteTags"),
    at("ec2", "vpc/vpc-1", "CreateFlowLogs"),
    passes("vpc-flow-logs", inputs.iamRoleArn),
    serviceRole("delivery.logs"),
    any("logs", "CreateLogDelivery DeleteLogDelivery"),
    any("ec2", "", "DescribeFlowLogs"),
  ],
  "aws:ec2/securityGroup:SecurityGroup": ({ any, at }) => [
    at(
      "ec2",
      "security-group/sg-1",
      "CreateSecurityGroup CreateTags DeleteSecurityGroup DeleteTags",
    ),
    at("ec2", "security-group/sg-1", "RevokeSecurityGroupEgress RevokeSecurityGroupIngress"),
    at("ec2", "vpc/vpc-1", "CreateSecurityGroup"),
    at("ec2", "network-interface/eni-1", "DeleteNetworkInterface DetachNetworkInterface"),
    any("ec2", "", "DescribeNetworkInterfaces DescribeSecurityGroupRules DescribeSecurityGroups"),
  ],
  "aws:ec2/vpcEndpoint:VpcEndpoint": ({ any, at }) => [
    at("ec2", "vpc-endpoint/vpce-1", "CreateTags CreateVpcEndpoint DeleteTags DeleteVpcEndpoints"),
    at("ec2", "vpc-endpoint/vpce-1", "ModifyVpcEndpoint"),
    any("ec2", "", "DescribeNetworkInterfaces DescribePrefixLists DescribeSecurityGroups"),
    any("ec2", "", "DescribeSubnets DescribeVpcEndpoints DescribeVpcs"),
  ],
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": ({ any, at }) => [
    at("ec2", "security-group/sg-1", "AuthorizeSecurityGroupEgress ModifySecurityGroupRules"),
    at("ec2", "security-group/sg-1", "RevokeSecurityGroupEgress"),
    at("ec2", "security-group-rule/sgr-1", "CreateTags DeleteTags ModifySecurityGroupRules"),
    any("ec2", "", "DescribeSecurityGroupRules DescribeSecurityGroups"),
  ],
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": ({ any, at }) => [
    at("ec2", "security-group/sg-1", "AuthorizeSecurityGroupIngress ModifySecurityGroupRules"),
    at("ec2", "security-group/sg-1", "RevokeSecurityGroupIngress"),
    at("ec2", "security-group-rule/sgr-1", "CreateTags DeleteTags ModifySecurityGroupRules"),
    any("ec2", "", "DescribeSecurityGroupRules DescribeSecurityGroups"),
  ],
  /** Its parts, as the component of AWS makes them. */
  "awsx:ec2:Vpc": ({ any, at }) => [
    ...["vpc/vpc-1", "subnet/subnet-1", "internet-gateway/igw-1", "elastic-ip/eip-1"].map((each) =>
      at("ec2", each, TAGS),
    ),
    ...["natgateway/nat-1", "route-table/rtb-1", "vpc-endpoint/vpce-1"].map((each) =>
      at("ec2", each, TAGS),
    ),
    at("ec2", "vpc/vpc-1", "CreateVpc DeleteVpc ModifyVpcAttribute"),
    at("ec2", "subnet/subnet-1", "CreateSubnet DeleteSubnet ModifySubnetAttribute"),
    at("ec2", "internet-gateway/igw-1", "AttachInternetGateway CreateInternetGateway"),
    at("ec2", "internet-gateway/igw-1", "DeleteInternetGateway DetachInternetGateway"),
    at("ec2", "elastic-ip/eip-1", "AllocateAddress DisassociateAddress ReleaseAddress"),
    at("ec2", "natgateway/nat-1", "CreateNatGateway DeleteNatGateway"),
    at("ec2", "route-table/rtb-1", "AssociateRouteTable CreateRoute CreateRouteTable DeleteRoute"),
    at("ec2", "route-table/rtb-1", "DeleteRouteTable DisassociateRouteTable ReplaceRoute"),
    at("ec2", "route-table/rtb-1", "ReplaceRouteTableAssociation"),
    at("ec2", "vpc-endpoint/vpce-1", "CreateVpcEndpoint DeleteVpcEndpoints ModifyVpcEndpoint"),
    any("ec2", "", "DescribeAddresses DescribeInternetGateways DescribeNatGateways"),
    any("ec2", "", "DescribeNetworkAcls DescribeNetworkInterfaces DescribeRouteTables"),
    any("ec2", "", "DescribeSecurityGroups DescribeSubnets DescribeVpcAttribute DescribeVpcs"),
    any("ec2", "", "DescribeVpcEndpoints"),
  ],
};
