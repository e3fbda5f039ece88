import * as aws from "@pulumi/aws";
import { Vpc, type VpcArgs } from "@pulumi/awsx/ec2/vpc.js";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import { dynamoDbPolicy, s3Policy } from "./endpoint-policy";
import { FlowLogs } from "./flow-logs";
import { InterfaceEndpoints } from "./interface-endpoints";
import { subnetBlocks } from "./subnet-blocks";

const NAT = { single: "Single", "one-per-zone": "OnePerAz" } as const;

export interface NetworkArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
  /** ARN of the environment's KMS key `logs`. */
  logsKeyArn: pulumi.Input<string>;
  /** ARN of the managed policy that is the permissions boundary of every role. */
  permissionsBoundaryArn: pulumi.Input<string>;
}

/**
 * The VPC of an environment: a public, a private and an isolated subnet in each zone, NAT as the
 * settings say, and endpoints by which private tasks reach AWS without leaving it.
 */
export class Network extends pulumi.ComponentResource {
  readonly vpcId: pulumi.Output<string>;
  /** IPv4 block of the VPC. */
  readonly cidr: string;
  /** Subnets for load balancers and NAT gateways, one in each zone. */
  readonly publicSubnetIds: pulumi.Output<string[]>;
  /** Subnets for tasks and functions, one in each zone. */
  readonly privateSubnetIds: pulumi.Output<string[]>;
  /** Subnets without a route to the internet, for data, one in each zone. */
  readonly isolatedSubnetIds: pulumi.Output<string[]>;
  /** Addresses from which the private subnets call the internet: one for each NAT gateway. */
  readonly natAddresses: readonly pulumi.Output<string>[];
  /** Security group of the interface endpoints; tasks may call it on HTTPS. */
  readonly endpointSecurityGroupId: pulumi.Output<string>;

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:network:Network", name, {}, opts);
    const { context, logsKeyArn, permissionsBoundaryArn } = args;
    this.cidr = context.settings.cidr;

    const tags = context.tags("network");
    // awsx derives the tag Name of subnets, route tables and NAT gateways from its logical name and
    // ignores `tags.Name`, so its logical name is the full name.
    const vpc = new Vpc(tags.Name, { ...layout(context), tags }, { parent: this });
    new aws.ec2.DefaultSecurityGroup(
      name,
      // Without rules: a resource that names no security group reaches nothing.
      { vpcId: vpc.vpcId, ingress: [], egress: [], tags: context.tags("default") },
      { parent: this },
    );
    new FlowLogs(
      `${name}-flow`,
      { context, vpcId: vpc.vpcId, logsKeyArn, permissionsBoundaryArn },
      { parent: this },
    );
    const endpoints = new InterfaceEndpoints(
      `${name}-endpoints`,
      { context, vpcId: vpc.vpcId, subnetIds: vpc.privateSubnetIds },
      { parent: this },
    );

    this.vpcId = vpc.vpcId;
    this.publicSubnetIds = vpc.publicSubnetIds;
    this.privateSubnetIds = vpc.privateSubnetIds;
    this.isolatedSubnetIds = vpc.isolatedSubnetIds;
    this.natAddresses = [...Array(natCount(context)).keys()].map((index) =>
      vpc.eips.apply((eips) => {
        const eip = eips[index];
        if (eip) return eip.publicIp;
        throw new Error(`${eips.length} NAT gateways were made, fewer than ${index + 1}`);
      }),
    );
    this.endpointSecurityGroupId = endpoints.securityGroupId;
    const { vpcId, publicSubnetIds, privateSubnetIds, isolatedSubnetIds } = this;
    this.registerOutputs({ vpcId, publicSubnetIds, privateSubnetIds, isolatedSubnetIds });
  }
}

function natCount({ settings: { natStrategy, zones } }: Context): number {
  return { single: 1, "one-per-zone": zones.length }[natStrategy];
}

/** Zones and blocks in full: awsx looks nothing up, and a new version of awsx moves no subnet. */
function layout({ settings, tags }: Context): VpcArgs {
  const { cidr, zones, region, natStrategy } = settings;
  const blocks = subnetBlocks(cidr, zones.length);
  const gateway = (service: string, policy: string) => ({
    serviceName: `com.amazonaws.${region}.${service}`,
    vpcEndpointType: "Gateway",
    policy,
    tags: tags(`endpoint-${service}`),
  });
  return {
    cidrBlock: cidr,
    availabilityZoneNames: [...zones],
    enableDnsHostnames: true,
    enableDnsSupport: true,
    natGateways: { strategy: NAT[natStrategy] },
    subnetStrategy: "Auto",
    subnetSpecs: [
      { type: "Public", cidrBlocks: blocks.public },
      { type: "Private", cidrBlocks: blocks.private },
      { type: "Isolated", cidrBlocks: blocks.isolated },
    ],
    // "Auto" adds the gateway to every route table that awsx makes.
    vpcEndpointStrategy: "Auto",
    vpcEndpointSpecs: [
      gateway("s3", s3Policy(settings)),
      gateway("dynamodb", dynamoDbPolicy(settings)),
    ],
  };
}
