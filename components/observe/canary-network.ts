import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Scope } from "../../infra/scope";

/** A VPC in which a canary runs: it needs a way out to S3, CloudWatch and what it tests. */
export interface CanaryNetwork {
  readonly vpcId: pulumi.Input<string>;
  /** Private subnets. */
  readonly subnetIds: pulumi.Input<string[]>;
}

/** Makes the security group of a canary, which calls out over HTTPS only, and returns its place. */
export function canaryVpc(
  name: string,
  scope: Scope,
  component: string,
  { vpcId, subnetIds }: CanaryNetwork,
  opts: pulumi.CustomResourceOptions,
) {
  const group = new aws.ec2.SecurityGroup(
    name,
    {
      name: scope.name("aws:ec2/securityGroup:SecurityGroup", component),
      description: `Synthetic test of ${scope.service}`,
      vpcId,
      tags: scope.tags(component),
    },
    opts,
  );
  new aws.vpc.SecurityGroupEgressRule(
    name,
    {
      securityGroupId: group.id,
      description: "HTTPS to what it tests and to AWS",
      ...{ ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "0.0.0.0/0" },
      tags: scope.tags(component),
    },
    opts,
  );
  return { vpcId, subnetIds, securityGroupIds: [group.id] };
}
