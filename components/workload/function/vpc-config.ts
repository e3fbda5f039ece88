import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../../infra/context";
import type { EnvironmentResources } from "../../environment-resources";
import { separatelyManagedInputs } from "../../separately-managed-inputs";

const COMPONENT = "function";

/** Where a function runs. */
export interface VpcPlacement {
  /** Private subnets, one in each zone. */
  readonly subnetIds: pulumi.Output<string[]>;
  /** Id of the function's security group, `sg-...`. */
  readonly securityGroupId: pulumi.Output<string>;
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
): VpcPlacement {
  const tags = context.tags(COMPONENT);
  const group = new aws.ec2.SecurityGroup(
    name,
    {
      name: context.name("aws:ec2/securityGroup:SecurityGroup", COMPONENT),
      description: `Function ${context.service}`,
      vpcId,
      tags,
    },
    { ...opts, ignoreChanges: separatelyManagedInputs("aws:ec2/securityGroup:SecurityGroup") },
  );
  new aws.vpc.SecurityGroupEgressRule(
    `${name}-https`,
    {
      securityGroupId: group.id,
      description: "HTTPS",
      cidrIpv4: "0.0.0.0/0",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      tags,
    },
    opts,
  );
  return { subnetIds: privateSubnetIds, securityGroupId: group.id };
}
