import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import { separatelyManagedInputs } from "../separately-managed-inputs";
import { TEST_PORT } from "./listeners";

export interface LoadBalancerSecurityGroupArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
  /** Id of the VPC, `vpc-...`. */
  vpcId: pulumi.Input<string>;
  /** IPv4 addresses from which private subnets call the internet: one for each NAT gateway. */
  natAddresses: readonly pulumi.Input<string>[];
}

/**
 * The load balancer's security group. Inbound: everyone on the HTTP and HTTPS ports, and the VPC on
 * the test port. Outbound: the ports of tasks in the VPC.
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
      { ...child, ignoreChanges: separatelyManagedInputs("aws:ec2/securityGroup:SecurityGroup") },
    );
    const allowIngress = (
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
    allowIngress("https", 443, "0.0.0.0/0", "HTTPS from anyone");
    allowIngress("http", 80, "0.0.0.0/0", "HTTP from anyone, to be sent on to HTTPS");
    allowIngress("test", TEST_PORT, cidr, "Tests of a new version, from the VPC");
    // The load balancer's name resolves to public addresses inside the VPC too, so calls from private
    // subnets arrive from a NAT gateway.
    natAddresses.forEach((address, index) => {
      const from = pulumi.interpolate`${address}/32`;
      allowIngress(`test-nat-${index + 1}`, TEST_PORT, from, "Tests of a new version, through NAT");
    });
    // One rule for all services: a group holds 60 rules (VPC quotas), fewer than there may be
    // services. Each service's own group admits the load balancer on that service's port only.
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
