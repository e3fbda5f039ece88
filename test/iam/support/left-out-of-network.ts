import { type LeftOut, OWN_RESOURCE } from "./left-out-reasons";

/** The network, load balancers and HTTP APIs. */
export const LEFT_OUT_OF_NETWORK: Readonly<Record<string, readonly LeftOut[]>> = {
  "AWS::ApiGatewayV2::Api": [{ actions: "s3:getObject", unless: "body" }],
  "AWS::ApiGatewayV2::Integration": [
    { actions: "iam:PassRole", unless: "credentialsArn" },
    {
      actions: "apigateway:PUT",
      because: "API Gateway V2 API reference: UpdateIntegration is PATCH.",
    },
  ],
  "AWS::ApiGatewayV2::Route": [
    { actions: "apigateway:PUT", because: "API Gateway V2 API reference: UpdateRoute is PATCH." },
  ],
  "AWS::ApiGatewayV2::Stage": [{ actions: "apigateway:TagResource apigateway:UntagResource" }],
  "AWS::EC2::EIP": [
    { actions: "ec2:AssociateAddress", unless: "instance networkInterface" },
    {
      actions: "ec2:AcceptAddressTransfer",
      because: `${OWN_RESOURCE} (no input of ec2.Eip takes a transfer)`,
    },
  ],
  "AWS::EC2::FlowLog": [
    {
      actions: "autoscaling:DescribeTags ec2:DescribeTags",
      because: "EC2 API reference: DescribeFlowLogs answers with the tags.",
    },
    {
      actions: "s3:GetBucketPolicy s3:PutBucketPolicy",
      because: "Every flow log of the plan goes to CloudWatch Logs (logDestinationType).",
    },
  ],
  "AWS::EC2::NatGateway": [
    {
      actions: "ec2:AssignPrivateNatGatewayAddress ec2:UnassignPrivateNatGatewayAddress",
      unless: "secondaryPrivateIpAddresses secondaryPrivateIpAddressCount",
    },
    {
      actions: "ec2:AssociateNatGatewayAddress ec2:DisassociateNatGatewayAddress",
      unless: "secondaryAllocationIds",
    },
  ],
  "AWS::EC2::SecurityGroup": [
    {
      actions:
        "ec2:DescribeInstances ec2:UpdateSecurityGroupRuleDescriptionsEgress " +
        "ec2:UpdateSecurityGroupRuleDescriptionsIngress",
      because:
        "The rules are resources of their own, changed by ModifySecurityGroupRules, which takes the description too (EC2 API reference).",
    },
  ],
  "AWS::EC2::SecurityGroupEgress": [
    {
      actions: "ec2:UpdateSecurityGroupRuleDescriptionsEgress",
      because: "ModifySecurityGroupRules takes the description too (EC2 API reference).",
    },
  ],
  "AWS::EC2::SecurityGroupIngress": [
    {
      actions: "ec2:UpdateSecurityGroupRuleDescriptionsIngress",
      because: "ModifySecurityGroupRules takes the description too (EC2 API reference).",
    },
  ],
  "AWS::EC2::Subnet": [
    {
      actions: "ec2:AssociateSubnetCidrBlock ec2:DisassociateSubnetCidrBlock",
      unless: "ipv6CidrBlock",
    },
  ],
  "AWS::EC2::VPC": [
    { actions: "ec2:ModifyVpcTenancy", unless: "instanceTenancy" },
    {
      actions: "ec2:CreateVpcEncryptionControl ec2:DescribeVpcEncryptionControls",
      because: `${OWN_RESOURCE} (vpc.EncryptionControl)`,
    },
  ],
  "AWS::EC2::VPCEndpoint": [
    { actions: "vpce:AllowMultiRegion", unless: "serviceRegion" },
    {
      actions: "vpc-lattice:CreateServiceNetworkVpcEndpointAssociation",
      unless: "serviceNetworkArn",
    },
    { actions: "vpc-lattice:DescribeServiceNetworkVpcEndpointAssociation" },
  ],
  "AWS::EC2::VPCGatewayAttachment": [
    {
      actions: "ec2:AttachVpnGateway ec2:DescribeVpnGateways ec2:DetachVpnGateway",
      because: `${OWN_RESOURCE} (ec2.VpnGatewayAttachment)`,
    },
  ],
  "AWS::ElasticLoadBalancingV2::Listener": [
    {
      actions: "cognito-idp:DescribeUserPoolClient",
      because: "For an action of type authenticate-cognito; the plan has none.",
    },
  ],
  "AWS::ElasticLoadBalancingV2::ListenerRule": [
    {
      actions: "cognito-idp:DescribeUserPoolClient",
      because: "For an action of type authenticate-cognito; the plan has none.",
    },
  ],
  "AWS::ElasticLoadBalancingV2::LoadBalancer": [
    {
      actions: "ec2:DescribeIpamPools elasticloadbalancing:ModifyIpPools",
      unless: "ipamPools",
    },
    {
      actions: "elasticloadbalancing:ModifyCapacityReservation",
      unless: "minimumLoadBalancerCapacity",
    },
  ],
  "AWS::ElasticLoadBalancingV2::TargetGroup": [
    {
      actions:
        "elasticloadbalancing:DeregisterTargets elasticloadbalancing:DescribeTargetHealth " +
        "elasticloadbalancing:RegisterTargets",
      because: `${OWN_RESOURCE} (lb.TargetGroupAttachment)`,
    },
  ],
  "AWS::Route53::RecordSet": [
    {
      actions: "route53:ListHostedZones",
      because: "CloudFormation looks a zone up by name; the plan has the zone's id.",
    },
  ],
};
