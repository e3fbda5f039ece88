import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import type { Condition } from "./statement";

export interface ServiceRoleArgs {
  /** Whose role it is. */
  context: Context;
  /** The last part of its name. */
  component: string;
  description: string;
  /** Principal of the AWS service that takes the role, such as `scheduler.amazonaws.com`. */
  service: string;
  /** When that service may take it. @default - always */
  condition?: Condition;
  /** Text of the policy that says what the role may do. */
  policy: pulumi.Input<string>;
  /** ARN of the boundary of every role. */
  permissionsBoundaryArn: pulumi.Input<string>;
}

export interface ServiceRole {
  readonly arn: pulumi.Output<string>;
  /** Whatever uses the role has to wait for it. */
  readonly policy: aws.iam.RolePolicy;
}

/** Makes a role that an AWS service takes (a service role), with one inline policy. */
export function serviceRole(
  name: string,
  { context, component, description, service, condition, ...args }: ServiceRoleArgs,
  opts: pulumi.CustomResourceOptions,
): ServiceRole {
  const role = new aws.iam.Role(
    name,
    {
      name: context.name("aws:iam/role:Role", component),
      description,
      assumeRolePolicy: serviceTrust(service, condition),
      permissionsBoundary: args.permissionsBoundaryArn,
      tags: context.tags(component),
    },
    opts,
  );
  const policy = new aws.iam.RolePolicy(
    name,
    {
      name: context.name("aws:iam/rolePolicy:RolePolicy", component),
      role: role.name,
      policy: args.policy,
    },
    opts,
  );
  return { arn: role.arn, policy };
}

/** The trust policy of a role that one AWS service takes. */
export function serviceTrust(service: string, condition?: Condition): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { Service: service },
        ...(condition && { Condition: condition }),
      },
    ],
  });
}
