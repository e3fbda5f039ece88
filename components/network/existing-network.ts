import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import type { Settings } from "../../infra/settings/parse";
import { FlowLogs } from "./flow-logs";
import { InterfaceEndpoints } from "./interface-endpoints";

export interface ExistingNetworkArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
  /** The VPC and what is used of it, by id. */
  vpc: NonNullable<Settings["adopt"]["vpc"]>;
  /** ARN of the environment's KMS key `logs`. */
  logsKeyArn: pulumi.Input<string>;
  /** ARN of the managed policy that is the permissions boundary of every role. */
  permissionsBoundaryArn: pulumi.Input<string>;
}

/**
 * A VPC that somebody else manages. The platform changes none of its routes, subnets, ACLs and default
 * group; it adds flow logs, and interface endpoints where the VPC has none.
 */
export class ExistingNetwork extends pulumi.ComponentResource {
  readonly vpcId: pulumi.Output<string>;
  /** Subnets for load balancers, one in each zone. */
  readonly publicSubnetIds: pulumi.Output<string[]>;
  /** Subnets for tasks and functions, one in each zone. */
  readonly privateSubnetIds: pulumi.Output<string[]>;
  /** Addresses from which the private subnets call the internet: one for each NAT gateway. */
  readonly natAddresses: readonly pulumi.Output<string>[];
  /** Security group of the interface endpoints; tasks may call it on HTTPS. */
  readonly endpointSecurityGroupId: pulumi.Output<string>;

  constructor(name: string, args: ExistingNetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:network:ExistingNetwork", name, {}, opts);
    const { context, vpc, logsKeyArn, permissionsBoundaryArn } = args;
    const child = { parent: this };

    new FlowLogs(
      `${name}-flow`,
      { context, vpcId: vpc.id, logsKeyArn, permissionsBoundaryArn },
      child,
    );
    this.vpcId = pulumi.output(vpc.id);
    this.publicSubnetIds = pulumi.output([...vpc.publicSubnetIds]);
    this.privateSubnetIds = pulumi.output([...vpc.privateSubnetIds]);
    this.natAddresses = vpc.natAddresses.map((each) => pulumi.output(each));
    this.endpointSecurityGroupId =
      vpc.endpointSecurityGroupId === undefined
        ? new InterfaceEndpoints(
            `${name}-endpoints`,
            { context, vpcId: vpc.id, subnetIds: this.privateSubnetIds },
            child,
          ).securityGroupId
        : pulumi.output(vpc.endpointSecurityGroupId);
    const { vpcId, publicSubnetIds, privateSubnetIds } = this;
    this.registerOutputs({ vpcId, publicSubnetIds, privateSubnetIds });
  }
}
