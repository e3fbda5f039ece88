import type { CreateRequest, Outputs, ResourceTypes } from "../resource-type";
import { between, oneOf, required, type Validation } from "../validators";
import { isGiven, objectOf } from "../values";

/** Elastic Load Balancing. Source of each limit: its Create* operation. */
export const ELB: ResourceTypes = {
  "aws:lb/loadBalancer:LoadBalancer": {
    outputs: (request) => {
      const { text, hex, region } = request;
      const kind = request.inputs.loadBalancerType === "network" ? "net" : "app";
      const arnSuffix = `${kind}/${text("name")}/${hex(16)}`;
      const arn = request.arn("elasticloadbalancing", `loadbalancer/${arnSuffix}`);
      const suffix = Number.parseInt(hex(8, "dns"), 16);
      const prefix = request.inputs.internal === true ? "internal-" : "";
      const dnsName = `${prefix}${text("name")}-${suffix}.${region}.elb.amazonaws.com`;
      return { id: arn, arn, arnSuffix, dnsName, zoneId: "ZQSVJUPU6J1EY" };
    },
    validate: [
      oneOf("loadBalancerType", "application", "network", "gateway"),
      oneOf("ipAddressType", "ipv4", "dualstack", "dualstack-without-public-ipv4"),
      between("idleTimeout", 1, 4000),
      ({ inputs: { subnets, loadBalancerType }, refuse }) => {
        if (loadBalancerType === "network" || !Array.isArray(subnets)) return;
        if (subnets.length < 2) refuse("subnets", subnets, "subnets of at least two zones");
      },
    ],
    immutable: ["internal", "loadBalancerType"],
    uniqueBy: ["name"],
  },
  "aws:lb/targetGroup:TargetGroup": {
    outputs: (request) => {
      const arnSuffix = `targetgroup/${request.text("name")}/${request.hex(16)}`;
      const arn = request.arn("elasticloadbalancing", arnSuffix);
      return { id: arn, arn, arnSuffix, loadBalancerArns: [] };
    },
    validate: [
      oneOf("targetType", "instance", "ip", "lambda", "alb"),
      between("port", 1, 65_535),
      between("deregistrationDelay", 0, 3600),
      between("slowStart", 0, 900),
      checkHealthCheck,
      ({ inputs, refuse }) => {
        if (inputs.targetType === "lambda") return;
        for (const property of ["port", "protocol", "vpcId"]) {
          if (!isGiven(inputs[property])) refuse(property, undefined, "a value");
        }
      },
    ],
    immutable: ["port", "protocol", "protocolVersion", "targetType", "vpcId"],
    uniqueBy: ["name"],
  },
  "aws:lb/listener:Listener": {
    outputs: (request) => childArn(request, "loadBalancerArn", "loadbalancer", "listener"),
    validate: [
      required("loadBalancerArn", "defaultActions"),
      between("port", 1, 65_535),
      ({ inputs: { protocol, certificateArn }, refuse }) => {
        const encrypted = protocol === "HTTPS" || protocol === "TLS";
        if (encrypted && !isGiven(certificateArn)) {
          refuse("certificateArn", certificateArn, `a certificate, as protocol is ${protocol}`);
        }
      },
    ],
    immutable: ["loadBalancerArn"],
    uniqueBy: ["loadBalancerArn", "port"],
  },
  "aws:lb/listenerRule:ListenerRule": {
    outputs: (request) => childArn(request, "listenerArn", "listener", "listener-rule"),
    validate: [required("listenerArn", "actions", "conditions"), between("priority", 1, 50_000)],
    immutable: ["listenerArn"],
    uniqueBy: ["listenerArn", "priority"],
  },
  "aws:lb/listenerCertificate:ListenerCertificate": {
    outputs: ({ text }) => ({
      id: `${text("listenerArn")}_${text("certificateArn")}`,
    }),
  },
};

/** Source: Elastic Load Balancing API, CreateTargetGroup. */
function checkHealthCheck({ inputs, refuse }: Validation): void {
  const check = objectOf(inputs.healthCheck) ?? {};
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

/** The ARN of a part of a load balancer: its parent's, one level deeper. */
function childArn(request: CreateRequest, parent: string, from: string, to: string): Outputs {
  const arn = `${request.text(parent).replace(`:${from}/`, `:${to}/`)}/${request.hex(16)}`;
  return { id: arn, arn };
}
