import { UNKNOWN } from "../../../infra/unknown";
import { policyDocument } from "./document";
import {
  between,
  exactlyOne,
  isGiven,
  type Judged,
  oneOf,
  part,
  type Rule,
  type Rules,
  required,
  shaped,
} from "./rule";

const DESCRIPTION = /^[A-Za-z0-9 ._\-:/()#,@[\]+=&;{}!$*]*$/;

const securityGroupRule: readonly Rule[] = [
  required("securityGroupId", "ipProtocol"),
  exactlyOne("cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"),
  between("fromPort", -1, 65_535),
  between("toPort", -1, 65_535),
  shaped("description", 255, DESCRIPTION, "letters, digits, blanks and ._-:/()#,@[]+=&;{}!$*"),
  portsFitProtocol,
];

/** EC2, VPC and Elastic Load Balancing. Source of each: its Create* operation. */
export const NETWORK: Rules = {
  "aws:ec2/vpc:Vpc": [network("cidrBlock")],
  "aws:ec2/subnet:Subnet": [required("vpcId"), network("cidrBlock")],
  "aws:ec2/securityGroup:SecurityGroup": [
    shaped("description", 255, DESCRIPTION, "letters, digits, blanks and ._-:/()#,@[]+=&;{}!$*"),
  ],
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": securityGroupRule,
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": securityGroupRule,
  "aws:ec2/natGateway:NatGateway": [required("subnetId")],
  "aws:ec2/route:Route": [
    required("routeTableId"),
    exactlyOne("destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"),
  ],
  "aws:ec2/flowLog:FlowLog": [
    oneOf("trafficType", "ACCEPT", "REJECT", "ALL"),
    oneOf("logDestinationType", "cloud-watch-logs", "s3", "kinesis-data-firehose"),
    oneOf("maxAggregationInterval", 60, 600),
    exactlyOne("vpcId", "subnetId", "eniId", "transitGatewayId", "transitGatewayAttachmentId"),
    flowLogHasRole,
  ],
  "aws:ec2/vpcEndpoint:VpcEndpoint": [
    required("vpcId"),
    oneOf("vpcEndpointType", "Gateway", "Interface", "GatewayLoadBalancer", "Resource"),
    policyDocument("policy", { max: 20_480, principal: true }),
    endpointFitsType,
  ],
  "aws:lb/loadBalancer:LoadBalancer": [
    oneOf("loadBalancerType", "application", "network", "gateway"),
    oneOf("ipAddressType", "ipv4", "dualstack", "dualstack-without-public-ipv4"),
    between("idleTimeout", 1, 4000),
    ({ inputs: { subnets, loadBalancerType }, refuse }) => {
      if (loadBalancerType === "network" || !Array.isArray(subnets)) return;
      if (subnets.length < 2) refuse("subnets", subnets, "subnets of at least two zones");
    },
  ],
  "aws:lb/targetGroup:TargetGroup": [
    oneOf("targetType", "instance", "ip", "lambda", "alb"),
    between("port", 1, 65_535),
    between("deregistrationDelay", 0, 3600),
    between("slowStart", 0, 900),
    healthCheckFits,
    ({ inputs, refuse }) => {
      if (inputs.targetType === "lambda") return;
      for (const property of ["port", "protocol", "vpcId"]) {
        if (!isGiven(inputs[property])) refuse(property, undefined, "a value");
      }
    },
  ],
  "aws:lb/listener:Listener": [
    required("loadBalancerArn", "defaultActions"),
    between("port", 1, 65_535),
    ({ inputs: { protocol, certificateArn }, refuse }) => {
      const encrypted = protocol === "HTTPS" || protocol === "TLS";
      if (encrypted && !isGiven(certificateArn)) {
        refuse("certificateArn", certificateArn, `a certificate, as protocol is ${protocol}`);
      }
    },
  ],
  "aws:lb/listenerRule:ListenerRule": [
    required("listenerArn", "actions", "conditions"),
    between("priority", 1, 50_000),
  ],
};

/** Source: Elastic Load Balancing API, CreateTargetGroup. */
function healthCheckFits({ inputs, refuse }: Judged): void {
  const check = part(inputs.healthCheck) ?? {};
  const ranges = {
    interval: [5, 300],
    timeout: [2, 120],
    healthyThreshold: [2, 10],
    unhealthyThreshold: [2, 10],
  };
  for (const [key, [least, most]] of Object.entries(ranges)) {
    const value = check[key];
    if (typeof value === "number" && (value < Number(least) || value > Number(most))) {
      refuse(`healthCheck.${key}`, value, `from ${least} to ${most}`);
    }
  }
  const { path, interval, timeout } = check;
  if (typeof path === "string" && !path.startsWith("/")) {
    refuse("healthCheck.path", path, "a path that begins with /");
  }
  if (typeof interval === "number" && typeof timeout === "number" && timeout >= interval) {
    refuse("healthCheck.timeout", timeout, `less than interval, which is ${interval}`);
  }
}

function network(property: string): Rule {
  return ({ inputs, refuse }) => {
    const value = inputs[property];
    if (typeof value !== "string") return;
    const mask = Number(/^\d+\.\d+\.\d+\.\d+\/(\d+)$/.exec(value)?.[1]);
    if (!(mask >= 16 && mask <= 28)) refuse(property, value, "an IPv4 network from /16 to /28");
  };
}

function portsFitProtocol({ inputs, refuse }: Judged): void {
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

function flowLogHasRole({ inputs, refuse }: Judged): void {
  const { iamRoleArn, logDestinationType = "cloud-watch-logs" } = inputs;
  if (logDestinationType === "cloud-watch-logs" && !isGiven(iamRoleArn)) {
    refuse("iamRoleArn", iamRoleArn, "a role, as the logs go to CloudWatch");
  }
  if (logDestinationType === "s3" && isGiven(iamRoleArn)) {
    refuse("iamRoleArn", iamRoleArn, "no role, as the logs go to S3");
  }
}

function endpointFitsType({ inputs, refuse }: Judged): void {
  const { vpcEndpointType = "Gateway", serviceName, resourceConfigurationArn } = inputs;
  if (!isGiven(serviceName) && !isGiven(resourceConfigurationArn)) {
    refuse("serviceName", serviceName, "the name of a service");
  }
  if (vpcEndpointType === UNKNOWN) return;
  const only =
    vpcEndpointType === "Gateway" ? ["routeTableIds"] : ["subnetIds", "securityGroupIds"];
  const other =
    vpcEndpointType === "Gateway" ? ["subnetIds", "securityGroupIds"] : ["routeTableIds"];
  for (const property of other.filter((each) => isGiven(inputs[each]))) {
    refuse(property, inputs[property], `${only.join(", ")}, as it is of type ${vpcEndpointType}`);
  }
  if (vpcEndpointType === "Gateway" && inputs.privateDnsEnabled === true) {
    refuse("privateDnsEnabled", true, "false, as it is of type Gateway");
  }
}
