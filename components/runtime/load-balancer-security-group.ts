import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import { TEST_PORT } from "./listeners";

export interface LoadBalancerSecurityGroupArgs {
  /** The platform's context. */
  context: Context;
  vpcId: pulumi.Input<string>;
  /** Addresses from which private subnets call the internet: one for each NAT gateway. */
  natAddresses: readonly pulumi.Input<string>[];
}

/**
 * Who may call the load balancer, and whom it calls: everyone on the ports of HTTP and HTTPS, the
 * VPC on the test port, and from there the ports of tasks.
 */
export class LoadBalancerSecurityGroup extends pulumi.ComponentResource {
  readonly securityGroupId: pulumi.Output<string>;

  constructor(
    name: string,
    args: LoadBalancerSecurityGroupArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("nc:runtime:LoadBalancerSecurityGroup", name, {}, opts);
    const { context, vpcId, natAddresses } = args;
    const { cidr } = context.settings;
    const tags = context.tags("load-balancer");
    const child = { parent: this };

    const group = new aws.ec2.SecurityGroup(
      name,
      {
        name: context.name("aws:ec2/securityGroup:SecurityGroup", "load-balancer"),
        description: "The load balancer",
        vpcId,
        tags,
      },
      child,
    );
    const admit = (
      key: string,
      port: number,
      cidrIpv4: pulumi.Input<string>,
      description: string,
    ) =>
      new aws.vpc.SecurityGroupIngressRule(
        `${name}-${key}`,
        {
          securityGroupId: group.id,
          description,
          cidrIpv4,
          ipProtocol: "tcp",
          fromPort: port,
          toPort: port,
          tags,
        },
        child,
      );
    admit("https", 443, "0.0.0.0/0", "HTTPS from anyone");
    admit("http", 80, "0.0.0.0/0", "HTTP from anyone, to be sent on to HTTPS");
    admit("test", TEST_PORT, cidr, "Tests of a new version, from the VPC");
    // The load balancer's name leads to its public addresses, inside the VPC too: what calls it from
    // there arrives from a NAT gateway.
    natAddresses.forEach((address, index) => {
      const from = pulumi.interpolate`${address}/32`;
      admit(`test-nat-${index + 1}`, TEST_PORT, from, "Tests of a new version, through NAT");
    });
    // One rule for all: a group holds 60, fewer than there are services. Each service's own group
    // admits the load balancer to its own port only.
    new aws.vpc.SecurityGroupEgressRule(
      name,
      {
        securityGroupId: group.id,
        description: "Tasks",
        cidrIpv4: cidr,
        ipProtocol: "tcp",
        fromPort: 1024,
        toPort: 65_535,
        tags,
      },
      child,
    );

    this.securityGroupId = group.id;
    this.registerOutputs({ securityGroupId: this.securityGroupId });
  }
}
