import type { Line } from "./takes";

const KEY = "11111111-2222-3333-4444-555555555555";
const KEY_CHANGES = "EnableKeyRotation PutKeyPolicy TagResource UntagResource UpdateKeyDescription";
const KEY_READS = "DescribeKey GetKeyPolicy GetKeyRotationStatus ListResourceTags";

const OIDC =
  "CreateOpenIDConnectProvider DeleteOpenIDConnectProvider UpdateOpenIDConnectProviderThumbprint";

/** IAM, keys, and the network, whose parts AWS gives ids to. */
export const IDENTITY_TYPES: Readonly<Record<string, Line>> = {
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": ({ account, on }) => [
    on(
      `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com`,
      OIDC,
      "GetOpenIDConnectProvider",
    ),
  ],
  "aws:iam/policy:Policy": ({ account, inputs, on }) => [
    on(
      `arn:aws:iam::${account}:policy/${inputs.name}`,
      "CreatePolicy CreatePolicyVersion DeletePolicy DeletePolicyVersion TagPolicy UntagPolicy",
      "GetPolicy GetPolicyVersion ListPolicyVersions",
    ),
  ],
  "aws:iam/role:Role": ({ account, inputs, on }) => {
    const arn = `arn:aws:iam::${account}:role/${inputs.name}`;
    return [
      on(
        arn,
        "CreateRole PutRolePermissionsBoundary UpdateAssumeRolePolicy",
        "",
        boundedBy(inputs.permissionsBoundary),
      ),
      on(
        arn,
        "DeleteRole TagRole UntagRole UpdateRole",
        "GetRole ListAttachedRolePolicies ListInstanceProfilesForRole ListRolePolicies ListRoleTags",
      ),
      ...servicesIn(inputs.assumeRolePolicy).map((service) =>
        on(arn, "PassRole", "", { "iam:PassedToService": service }),
      ),
    ];
  },
  "aws:iam/rolePolicy:RolePolicy": ({ account, inputs, on }) => [
    on(
      `arn:aws:iam::${account}:role/${inputs.role}`,
      "DeleteRolePolicy PutRolePolicy",
      "",
      boundedBy(`arn:aws:iam::${account}:policy/nc-platform-stg-boundary`),
    ),
    on(`arn:aws:iam::${account}:role/${inputs.role}`, "", "GetRolePolicy"),
  ],
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": ({ account, inputs, on }) => [
    on(
      `arn:aws:iam::${account}:role/${inputs.role}`,
      "AttachRolePolicy DetachRolePolicy",
      "",
      boundedBy(`arn:aws:iam::${account}:policy/nc-platform-stg-boundary`),
    ),
  ],
  "aws:kms/alias:Alias": ({ at, inputs }) => [
    at("kms", inputs.name, "CreateAlias DeleteAlias UpdateAlias"),
    at("kms", `key/${KEY}`, "CreateAlias DeleteAlias UpdateAlias"),
  ],
  "aws:kms/key:Key": ({ any, at, inputs, serviceRole }) => [
    any("kms", "CreateKey"),
    at("kms", `key/${KEY}`, KEY_CHANGES, KEY_READS),
    inputs.multiRegion ? serviceRole("mrk.kms") : [],
  ],
  "aws:kms/replicaKey:ReplicaKey": ({ any, at, account, on, region }) => [
    // The key's own region is asked to copy it to this one.
    on(`arn:aws:kms:ca-central-1:${account}:key/mrk-1`, "ReplicateKey", "", {
      "aws:RequestedRegion": "ca-central-1",
      "kms:ReplicaRegion": region,
    }),
    any("kms", "CreateKey"),
    at("kms", "key/mrk-1", "PutKeyPolicy TagResource UpdateKeyDescription", KEY_READS),
  ],

  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": ({ at }) => [
    at(
      "ec2",
      "security-group/sg-1",
      "CreateTags DeleteTags RevokeSecurityGroupEgress RevokeSecurityGroupIngress",
    ),
  ],
  "aws:ec2/flowLog:FlowLog": ({ any, at }) => [
    at("ec2", "vpc-flow-log/fl-1", "CreateFlowLogs CreateTags DeleteFlowLogs"),
    at("ec2", "vpc/vpc-1", "CreateFlowLogs"),
    any("logs", "CreateLogDelivery DeleteLogDelivery"),
    any("ec2", "", "DescribeFlowLogs"),
  ],
  "aws:ec2/securityGroup:SecurityGroup": ({ any, at }) => [
    at("ec2", "security-group/sg-1", "CreateSecurityGroup CreateTags DeleteSecurityGroup"),
    at("ec2", "security-group/sg-1", "RevokeSecurityGroupEgress RevokeSecurityGroupIngress"),
    at("ec2", "vpc/vpc-1", "CreateSecurityGroup"),
    at("ec2", "network-interface/eni-1", "DeleteNetworkInterface DetachNetworkInterface"),
    any("ec2", "", "DescribeNetworkInterfaces DescribeSecurityGroupRules DescribeSecurityGroups"),
  ],
  "aws:ec2/vpcEndpoint:VpcEndpoint": ({ any, at }) => [
    at("ec2", "vpc-endpoint/vpce-1", "CreateTags CreateVpcEndpoint DeleteVpcEndpoints"),
    at("ec2", "vpc-endpoint/vpce-1", "ModifyVpcEndpoint"),
    any("ec2", "", "DescribePrefixLists DescribeVpcEndpoints"),
  ],
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": ({ at }) => [
    at("ec2", "security-group/sg-1", "AuthorizeSecurityGroupEgress ModifySecurityGroupRules"),
    at("ec2", "security-group/sg-1", "RevokeSecurityGroupEgress"),
    at("ec2", "security-group-rule/sgr-1", "CreateTags ModifySecurityGroupRules"),
  ],
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": ({ at }) => [
    at("ec2", "security-group/sg-1", "AuthorizeSecurityGroupIngress ModifySecurityGroupRules"),
    at("ec2", "security-group/sg-1", "RevokeSecurityGroupIngress"),
    at("ec2", "security-group-rule/sgr-1", "CreateTags ModifySecurityGroupRules"),
  ],
  /** Its parts, as the component of AWS makes them. */
  "awsx:ec2:Vpc": ({ any, at }) => [
    at("ec2", "vpc/vpc-1", "CreateTags CreateVpc DeleteVpc ModifyVpcAttribute"),
    at("ec2", "subnet/subnet-1", "CreateSubnet CreateTags DeleteSubnet ModifySubnetAttribute"),
    at("ec2", "internet-gateway/igw-1", "AttachInternetGateway CreateInternetGateway"),
    at("ec2", "internet-gateway/igw-1", "DeleteInternetGateway DetachInternetGateway"),
    at("ec2", "elastic-ip/eip-1", "AllocateAddress DisassociateAddress ReleaseAddress"),
    at("ec2", "natgateway/nat-1", "CreateNatGateway CreateTags DeleteNatGateway"),
    at("ec2", "route-table/rtb-1", "AssociateRouteTable CreateRoute CreateRouteTable DeleteRoute"),
    at("ec2", "route-table/rtb-1", "DeleteRouteTable DisassociateRouteTable ReplaceRoute"),
    at("ec2", "vpc-endpoint/vpce-1", "CreateVpcEndpoint"),
    any("ec2", "", "DescribeAddresses DescribeInternetGateways DescribeNatGateways"),
    any("ec2", "", "DescribeRouteTables DescribeSubnets DescribeVpcAttribute DescribeVpcs"),
  ],
};

function boundedBy(arn: string) {
  return { "iam:PermissionsBoundary": arn };
}

/** Services that a role trusts. */
function servicesIn(trust: string): string[] {
  const { Statement } = JSON.parse(trust) as { Statement: { Principal?: { Service?: string } }[] };
  return Statement.flatMap(({ Principal }) => Principal?.Service ?? []);
}
