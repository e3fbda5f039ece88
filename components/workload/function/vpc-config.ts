import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../../infra/context";
import type { EnvironmentResources } from "../../environment-resources";
import { separatelyManagedInputs } from "../../separately-managed-inputs";

/** Where a function runs. */
export interface VpcPlacement {
  /** Private subnets, one in each zone. */
  readonly subnetIds: pulumi.Output<string[]>;
  /** Id of the function's security group, `sg-...`. */
  readonly securityGroupId: pulumi.Output<string>;
}

/** What of a function's placement differs from a workload's. */
interface PlacementOptions {
  /** Last part of the security group's name. @default - `function` */
  readonly component?: string;
  /** Ports that it calls out on, besides HTTPS on 443. @default - none */
  readonly ports?: readonly number[];
}

/**
 * Makes the security group of a function, and returns its place in the private subnets: nothing calls
 * it there, and it calls out over HTTPS. Its links open the ports of databases.
 */
export function vpcConfig(
  name: string,
  context: Context,
  { vpcId, privateSubnetIds }: EnvironmentResources["network"],
  opts: pulumi.CustomResourceOptions,
  { component = "function", ports = [] }: PlacementOptions = {},
): VpcPlacement {
  const tags = context.tags(component);
  const group = new aws.ec2.SecurityGroup(
    name,
    {
      name: context.name("aws:ec2/securityGroup:SecurityGroup", component),
      description: `Function ${context.service}`,
      vpcId,
      tags,
    },
    { ...opts, ignoreChanges: separatelyManagedInputs("aws:ec2/securityGroup:SecurityGroup") },
  );
  const allowEgress = (key: string, port: number) =>
    new aws.vpc.SecurityGroupEgressRule(
      `${name}-${key}`,
      {
        securityGroupId: group.id,
        description: "HTTPS",
        cidrIpv4: "0.0.0.0/0",
        ipProtocol: "tcp",
        fromPort: port,
        toPort: port,
        tags,
      },
      opts,
    );
  allowEgress("https", 443);
  for (const port of ports) allowEgress(`https-${port}`, port);
  return { subnetIds: privateSubnetIds, securityGroupId: group.id };
}
