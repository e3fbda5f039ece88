import { type Asked, lastPart, type Outputs, type Shape, type Shapes } from "./shape";

/** EC2, VPC and Elastic Load Balancing. */
export const NETWORK: Shapes = {
  "aws:ec2/vpc:Vpc": (asked) => ({
    ...ec2(asked, "vpc", "vpc"),
    defaultNetworkAclId: `acl-${asked.hex(17, "acl")}`,
    defaultRouteTableId: `rtb-${asked.hex(17, "rtb")}`,
    mainRouteTableId: `rtb-${asked.hex(17, "rtb")}`,
    defaultSecurityGroupId: `sg-${asked.hex(17, "sg")}`,
    dhcpOptionsId: `dopt-${asked.hex(17, "dopt")}`,
  }),
  "aws:ec2/subnet:Subnet": (asked) => ec2(asked, "subnet", "subnet"),
  "aws:ec2/internetGateway:InternetGateway": (asked) => ec2(asked, "igw", "internet-gateway"),
  "aws:ec2/routeTable:RouteTable": (asked) => ec2(asked, "rtb", "route-table"),
  "aws:ec2/routeTableAssociation:RouteTableAssociation": ({ hex }) => ({
    id: `rtbassoc-${hex(17)}`,
  }),
  "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation": ({ hex }) => ({
    id: `rtbassoc-${hex(17)}`,
  }),
  "aws:ec2/route:Route": ({ inputs, text }) => ({
    id: `r-${text("routeTableId")}-${destinationOf(inputs)}`,
    origin: "CreateRoute",
    state: "active",
    instanceId: "",
    instanceOwnerId: "",
  }),
  "aws:ec2/eip:Eip": (asked) => {
    const { id, arn } = ec2(asked, "eipalloc", "elastic-ip");
    const publicIp = address(asked);
    const host = publicIp.replaceAll(".", "-");
    const publicDns = `ec2-${host}.${asked.region}.compute.amazonaws.com`;
    return { id, arn, allocationId: id, domain: "vpc", publicIp, publicDns };
  },
  "aws:ec2/natGateway:NatGateway": (asked) => ({
    id: `nat-${asked.hex(17)}`,
    associationId: `eipassoc-${asked.hex(17, "eipassoc")}`,
    networkInterfaceId: `eni-${asked.hex(17, "eni")}`,
    privateIp: "10.0.0.4",
    publicIp: address(asked),
    connectivityType: "public",
  }),
  "aws:ec2/securityGroup:SecurityGroup": (asked) => ec2(asked, "sg", "security-group"),
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": (asked) => ({
    ...ec2(asked, "sg", "security-group"),
    name: "default",
    description: "default VPC security group",
  }),
  "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl": (asked) => ec2(asked, "acl", "network-acl"),
  "aws:ec2/defaultRouteTable:DefaultRouteTable": (asked) => ec2(asked, "rtb", "route-table"),
  "aws:ec2/networkAcl:NetworkAcl": (asked) => ec2(asked, "acl", "network-acl"),
  "aws:ec2/securityGroupRule:SecurityGroupRule": ({ hex }) => ({
    id: `sgrule-${Number.parseInt(hex(8), 16)}`,
    securityGroupRuleId: `sgr-${hex(17)}`,
  }),
  "awsx:ec2:Vpc": networkOfAwsx,
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": securityGroupRule,
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": securityGroupRule,
  "aws:ec2/flowLog:FlowLog": (asked) => {
    const { id, arn } = ec2(asked, "fl", "vpc-flow-log");
    return { id, arn };
  },
  "aws:ec2/vpcEndpoint:VpcEndpoint": vpcEndpoint,
  "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation": ({ hex }) => ({
    id: `a-vpce-${hex(17)}`,
  }),
  "aws:lb/loadBalancer:LoadBalancer": (asked) => {
    const { text, hex, region } = asked;
    const kind = asked.inputs.loadBalancerType === "network" ? "net" : "app";
    const arnSuffix = `${kind}/${text("name")}/${hex(16)}`;
    const arn = asked.arn("elasticloadbalancing", `loadbalancer/${arnSuffix}`);
    const number = Number.parseInt(hex(8, "dns"), 16);
    const prefix = asked.inputs.internal === true ? "internal-" : "";
    const dnsName = `${prefix}${text("name")}-${number}.${region}.elb.amazonaws.com`;
    return { id: arn, arn, arnSuffix, dnsName, zoneId: "ZQSVJUPU6J1EY" };
  },
  "aws:lb/targetGroup:TargetGroup": (asked) => {
    const arnSuffix = `targetgroup/${asked.text("name")}/${asked.hex(16)}`;
    const arn = asked.arn("elasticloadbalancing", arnSuffix);
    return { id: arn, arn, arnSuffix, loadBalancerArns: [] };
  },
  "aws:lb/listener:Listener": (asked) =>
    below(asked, "loadBalancerArn", "loadbalancer", "listener"),
  "aws:lb/listenerRule:ListenerRule": (asked) =>
    below(asked, "listenerArn", "listener", "listener-rule"),
  "aws:lb/listenerCertificate:ListenerCertificate": ({ text }) => ({
    id: `${text("listenerArn")}_${text("certificateArn")}`,
  }),
  "aws:route53/zone:Zone": ({ hex, text }) => {
    const zoneId = `Z${hex(20).toUpperCase()}`;
    const nameServers = [1, 2, 3, 4].map((each) => `ns-${each}.awsdns-${each}0.com`);
    const [primaryNameServer] = nameServers;
    const arn = `arn:aws:route53:::hostedzone/${zoneId}`;
    return { id: zoneId, zoneId, arn, name: text("name"), nameServers, primaryNameServer };
  },
  "aws:route53/record:Record": ({ text }) => ({
    id: `${text("zoneId")}_${text("name")}_${text("type")}`,
    fqdn: text("name"),
  }),
};

function ec2(asked: Asked, prefix: string, resource: string): Outputs & { arn: string } {
  const id = `${prefix}-${asked.hex(17)}`;
  return { id, arn: asked.arn("ec2", `${resource}/${id}`), ownerId: asked.account };
}

/** What unit tests see of the component; the engine is given what it is made of. */
function networkOfAwsx({ name, hex }: Asked): Outputs {
  const subnets = (tier: string) => [1, 2, 3].map((zone) => `subnet-${hex(17, `${tier}${zone}`)}`);
  return {
    id: name,
    vpcId: `vpc-${hex(17, "vpc")}`,
    publicSubnetIds: subnets("public"),
    privateSubnetIds: subnets("private"),
    isolatedSubnetIds: subnets("isolated"),
    eips: [1, 2, 3].map((zone) => ({ publicIp: `203.0.113.${zone}` })),
  };
}

function securityGroupRule(asked: Asked): Outputs {
  const { ownerId, ...rule } = ec2(asked, "sgr", "security-group-rule");
  return { ...rule, securityGroupRuleId: rule.id };
}

function vpcEndpoint(asked: Asked): ReturnType<Shape> {
  const { inputs, text, hex, region } = asked;
  const endpoint = ec2(asked, "vpce", "vpc-endpoint");
  const common = { ...endpoint, state: "available", requesterManaged: false };
  if (inputs.vpcEndpointType !== "Interface") {
    return { ...common, prefixListId: `pl-${hex(8, "pl")}`, cidrBlocks: ["52.95.0.0/20"] };
  }
  const subnets = Array.isArray(inputs.subnetIds) ? inputs.subnetIds : [];
  const service = lastPart(text("serviceName"), ".");
  const dnsName = `${endpoint.id}-${hex(8, "dns")}.${service}.${region}.vpce.amazonaws.com`;
  return {
    ...common,
    dnsEntries: [{ dnsName, hostedZoneId: `Z${hex(13, "zone").toUpperCase()}` }],
    networkInterfaceIds: subnets.map((_, index) => `eni-${hex(17, `eni${index}`)}`),
  };
}

/** The ARN of a part of a load balancer: its parent's, one level deeper. */
function below(asked: Asked, parent: string, from: string, to: string): Outputs {
  const arn = `${asked.text(parent).replace(`:${from}/`, `:${to}/`)}/${asked.hex(16)}`;
  return { id: arn, arn };
}

/** A public address of the range that is kept for documentation. */
function address({ hex }: Asked): string {
  return `203.0.113.${1 + (Number.parseInt(hex(2), 16) % 254)}`;
}

function destinationOf(inputs: Asked["inputs"]): string {
  const { destinationCidrBlock, destinationIpv6CidrBlock, destinationPrefixListId } = inputs;
  return String(destinationCidrBlock ?? destinationIpv6CidrBlock ?? destinationPrefixListId);
}
