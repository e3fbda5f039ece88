import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import { inputError } from "../../infra/input-error";
import { interfacePolicy } from "./endpoint-policy";

/** What private tasks call: images, logs, config, secrets, keys, flags, roles, queues, metrics. */
export const SERVICES: readonly string[] = [
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
];

export interface ServiceEndpointsArgs {
  /** The platform's context. */
  context: Context;
  /** The VPC; its DNS support and hostnames are on. */
  vpcId: pulumi.Input<string>;
  /** Where the endpoints listen: one subnet in each zone. */
  subnetIds: pulumi.Input<string[]>;
  /** AWS services as in `com.amazonaws.<region>.<service>`. @default - {@link SERVICES} */
  services?: readonly string[];
}

/**
 * Interface endpoints: AWS services under their usual names, at addresses of the VPC. They listen
 * on HTTPS to the VPC, and pass calls with this account's credentials only.
 */
export class ServiceEndpoints extends pulumi.ComponentResource {
  /** The security group that every endpoint is in. */
  readonly securityGroupId: pulumi.Output<string>;

  constructor(name: string, args: ServiceEndpointsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:network:ServiceEndpoints", name, {}, opts);
    const { context, vpcId, subnetIds, services = SERVICES } = args;
    const { cidr, region } = context.settings;
    for (const service of services) {
      if (/^[a-z0-9]+([.-][a-z0-9]+)*$/.test(service)) continue;
      throw inputError(this, "services", service, 'an AWS endpoint service such as "ecr.api"');
    }

    // No egress rule: an endpoint answers, and never calls.
    const group = new aws.ec2.SecurityGroup(
      name,
      {
        name: context.name("aws:ec2/securityGroup:SecurityGroup", "endpoints"),
        description: "Endpoints of AWS services",
        vpcId,
        tags: context.tags("endpoints"),
      },
      { parent: this },
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

    for (const service of services) {
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
