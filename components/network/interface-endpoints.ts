import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import { separatelyManagedInputs } from "../separately-managed-inputs";
import { interfacePolicy } from "./endpoint-policy";

/**
 * AWS services that have an interface endpoint, as in `com.amazonaws.<region>.<service>`: those that
 * private tasks call for images, logs, config, secrets, keys, flags, roles, queues and metrics.
 */
export const ENDPOINT_SERVICES = [
  "appconfig",
  "appconfigdata",
  "ecr.api",
  "ecr.dkr",
  "kms",
  "logs",
  "monitoring",
  "secretsmanager",
  "sqs",
  "ssm",
  "sts",
] as const;

export interface InterfaceEndpointsArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
  /** Id of the VPC, `vpc-...`, whose DNS support and DNS hostnames are on. */
  vpcId: pulumi.Input<string>;
  /** Ids of the subnets in which the endpoints listen, one in each zone. */
  subnetIds: pulumi.Input<string[]>;
}

/**
 * Interface endpoints: AWS services under their usual names, at addresses of the VPC. They accept
 * HTTPS from the VPC, and only calls with this account's credentials.
 */
export class InterfaceEndpoints extends pulumi.ComponentResource {
  /** The security group that every endpoint is in. */
  readonly securityGroupId: pulumi.Output<string>;

  constructor(name: string, args: InterfaceEndpointsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:network:InterfaceEndpoints", name, {}, opts);
    const { context, vpcId, subnetIds } = args;
    const { cidr, region } = context.settings;

    // No egress rule: an endpoint never opens a connection.
    const group = new aws.ec2.SecurityGroup(
      name,
      {
        name: context.name("aws:ec2/securityGroup:SecurityGroup", "endpoints"),
        description: "Endpoints of AWS services",
        vpcId,
        tags: context.tags("endpoints"),
      },
      {
        parent: this,
        ignoreChanges: separatelyManagedInputs("aws:ec2/securityGroup:SecurityGroup"),
      },
    );
    new aws.vpc.SecurityGroupIngressRule(
      name,
      {
        securityGroupId: group.id,
        description: "HTTPS from the VPC",
        cidrIpv4: cidr,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        tags: context.tags("endpoints"),
      },
      { parent: this },
    );

    for (const service of ENDPOINT_SERVICES) {
      const key = service.replaceAll(".", "-");
      new aws.ec2.VpcEndpoint(
        `${name}-${key}`,
        {
          vpcId,
          serviceName: `com.amazonaws.${region}.${service}`,
          vpcEndpointType: "Interface",
          privateDnsEnabled: true,
          subnetIds,
          securityGroupIds: [group.id],
          policy: interfacePolicy(context.settings),
          tags: context.tags(`endpoint-${key}`),
        },
        { parent: this },
      );
    }
    this.securityGroupId = group.id;
    this.registerOutputs({ securityGroupId: this.securityGroupId });
  }
}
