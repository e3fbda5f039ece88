import type { Context } from "../../../../infra/context";
import { platformArns } from "../../arns";
import { allow, type Statement } from "../../statement";

/** Actions on a VPC and its parts, whose ids AWS assigns. */
const VPC_CHANGES = [
  "AllocateAddress",
  "AssociateRouteTable",
  "AttachInternetGateway",
  "AuthorizeSecurityGroupEgress",
  "AuthorizeSecurityGroupIngress",
  "CreateFlowLogs",
  "CreateInternetGateway",
  "CreateNatGateway",
  "CreateRoute",
  "CreateRouteTable",
  "CreateSecurityGroup",
  "CreateSubnet",
  "CreateTags",
  "CreateVpc",
  "CreateVpcEndpoint",
  "DeleteFlowLogs",
  "DeleteInternetGateway",
  "DeleteNatGateway",
  // Network interfaces that Lambda leaves behind block their security group and subnets.
  "DeleteNetworkInterface",
  "DeleteRoute",
  "DeleteRouteTable",
  "DeleteSecurityGroup",
  "DeleteSubnet",
  "DeleteTags",
  "DeleteVpc",
  "DeleteVpcEndpoints",
  "DetachInternetGateway",
  "DetachNetworkInterface",
  "DisassociateAddress",
  "DisassociateRouteTable",
  "ModifySecurityGroupRules",
  "ModifySubnetAttribute",
  "ModifyVpcAttribute",
  "ModifyVpcEndpoint",
  "ReleaseAddress",
  "ReplaceRoute",
  "ReplaceRouteTableAssociation",
  "RevokeSecurityGroupEgress",
  "RevokeSecurityGroupIngress",
];

const BALANCER_CHANGES = [
  "AddTags",
  "CreateListener",
  "CreateLoadBalancer",
  "CreateRule",
  "CreateTargetGroup",
  "DeleteListener",
  "DeleteLoadBalancer",
  "DeleteRule",
  "DeleteTargetGroup",
  "ModifyListener",
  "ModifyListenerAttributes",
  "ModifyLoadBalancerAttributes",
  "ModifyRule",
  "ModifyTargetGroup",
  "ModifyTargetGroupAttributes",
  "RemoveTags",
  "SetIpAddressType",
  "SetRulePriorities",
  "SetSecurityGroups",
  "SetSubnets",
];

/** Manages the VPC, the load balancer with its DNS record, and HTTP APIs. */
export function networkPermissions(context: Context): Statement[] {
  const { regional } = platformArns(context);
  const { domain, region } = context.settings;
  const balancers = ["listener-rule/app/nc-*", "listener/app/nc-*", "loadbalancer/app/nc-*"];
  const apis = ["/apis", "/apis/*", "/tags/*"];
  return [
    allow("Vpc", "ec2", VPC_CHANGES, "*"),
    allow(
      "LoadBalancer",
      "elasticloadbalancing",
      BALANCER_CHANGES,
      [...balancers, "targetgroup/nc-*"].map((each) => regional("elasticloadbalancing", each)),
    ),
    allow(
      "HttpApis",
      "apigateway",
      ["DELETE", "PATCH", "POST", "PUT"],
      apis.map((path) => `arn:aws:apigateway:${region}::${path}`),
    ),
    allow(
      "Domain",
      "route53",
      ["ChangeResourceRecordSets"],
      `arn:aws:route53:::hostedzone/${domain.zoneId}`,
    ),
    allow("DomainChange", "route53", ["GetChange"], "arn:aws:route53:::change/*"),
  ];
}
