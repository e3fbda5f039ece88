import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../../infra/context";
import type { EnvironmentResources } from "../../environment-resources";
import { separatelyManagedInputs } from "../../separately-managed-inputs";

const COMPONENT = "function";

/**
 * Makes the security group of a function, and returns its place in the private subnets: nothing calls
 * it there, and it calls out over HTTPS, and by TCP what is in the VPC and lets it in.
 */
export function vpcConfig(
  name: string,
  context: Context,
  { vpcId, privateSubnetIds }: EnvironmentResources["network"],
  opts: pulumi.CustomResourceOptions,
) {
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
  const mayCall = (key: string, description: string, cidrIpv4: string, ports: [number, number]) =>
    new aws.vpc.SecurityGroupEgressRule(
      `${name}-${key}`,
      {
        securityGroupId: group.id,
        description,
        cidrIpv4,
        ipProtocol: "tcp",
        fromPort: ports[0],
        toPort: ports[1],
        tags,
      },
      opts,
    );
  mayCall("https", "HTTPS", "0.0.0.0/0", [443, 443]);
  mayCall("vpc", "What is in the VPC and lets it in", context.settings.cidr, [1024, 65_535]);
  return { subnetIds: privateSubnetIds, securityGroupIds: [group.id] };
}
