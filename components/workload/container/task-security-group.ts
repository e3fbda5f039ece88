import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../../infra/context";
import { separatelyManagedInputs } from "../../separately-managed-inputs";

const COMPONENT = "tasks";

/** TCP ports of a rule, from the first to the last. */
type Ports = Pick<aws.vpc.SecurityGroupEgressRuleArgs, "ipProtocol" | "fromPort" | "toPort">;

export interface TaskSecurityGroupArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** Id of the VPC, `vpc-...`. */
  vpcId: pulumi.Input<string>;
  /** Security group of the callers, and the ports that they call. @default - no inbound rule */
  ingressFrom?: {
    readonly securityGroupId: pulumi.Input<string>;
    readonly ports: readonly number[];
  };
}

/**
 * Makes the security group of a workload's tasks. They call HTTPS, which is AWS and everything
 * else outside, and the data stores of the VPC, whose own groups decide about them.
 *
 * @returns its id
 */
export function taskSecurityGroup(
  name: string,
  { context, vpcId, ingressFrom }: TaskSecurityGroupArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const tags = context.tags(COMPONENT);
  const group = new aws.ec2.SecurityGroup(
    `${name}-tasks`,
    {
      name: context.name("aws:ec2/securityGroup:SecurityGroup", COMPONENT),
      description: `Tasks of ${context.service}`,
      vpcId,
      tags,
    },
    { ...opts, ignoreChanges: separatelyManagedInputs("aws:ec2/securityGroup:SecurityGroup") },
  );
  const securityGroupId = group.id;
  const ports = (fromPort: number, toPort = fromPort): Ports => ({
    ipProtocol: "tcp",
    fromPort,
    toPort,
  });
  for (const port of ingressFrom?.ports ?? []) {
    new aws.vpc.SecurityGroupIngressRule(
      `${name}-tasks-callers-${port}`,
      {
        securityGroupId,
        description: "The load balancer",
        ...ports(port),
        referencedSecurityGroupId: ingressFrom?.securityGroupId,
        tags,
      },
      opts,
    );
  }
  const calls = (key: string, cidrIpv4: string, description: string, to: Ports) =>
    new aws.vpc.SecurityGroupEgressRule(
      `${name}-tasks-${key}`,
      { securityGroupId, description, cidrIpv4, ...to, tags },
      opts,
    );
  calls("https", "0.0.0.0/0", "HTTPS", ports(443));
  return securityGroupId;
}
