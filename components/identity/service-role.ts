import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import { separatelyManagedInputs } from "../separately-managed-inputs";
import type { Condition } from "./statement";

export interface ServiceRoleArgs {
  /** The context of the workload, or of the platform, that owns the role. */
  context: Context;
  /** Last part of the role's name, such as `vpc-flow`. */
  component: string;
  /** What the role is for, in one sentence, as IAM shows it. */
  description: string;
  /** Service principal that assumes the role, such as `scheduler.amazonaws.com`. */
  service: string;
  /** Condition under which that service may assume the role. @default - none */
  condition?: Condition;
  /** The role's inline policy, as JSON text. */
  policy: pulumi.Input<string>;
  /** ARN of the managed policy that is the permissions boundary of every role. */
  permissionsBoundaryArn: pulumi.Input<string>;
}

export interface ServiceRole {
  /** ARN of the role. */
  readonly arn: pulumi.Output<string>;
  /** The inline policy: a resource that uses the role depends on it. */
  readonly policy: aws.iam.RolePolicy;
}

/** Makes a role that an AWS service assumes (a service role), with one inline policy. */
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
    { ...opts, ignoreChanges: separatelyManagedInputs("aws:iam/role:Role") },
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

/** The trust policy of a role that one AWS service assumes, as JSON text. */
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
