import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import { platformArns } from "./arns";
import { boundaryPermissions } from "./permissions/boundary";
import { policyText } from "./statement";

export interface PermissionsBoundaryArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
}

/** The permissions boundary of every role that the program makes (docs/decisions/0003). */
export class PermissionsBoundary extends pulumi.ComponentResource {
  /** ARN that a role sets as its `permissionsBoundary`; a preview knows it. */
  readonly arn: pulumi.Output<string>;

  constructor(
    name: string,
    { context }: PermissionsBoundaryArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("nc:identity:PermissionsBoundary", name, {}, opts);

    const policy = new aws.iam.Policy(
      name,
      {
        name: context.name("aws:iam/policy:Policy", "boundary"),
        description: "Upper bound of every role that the platform makes.",
        policy: policyText(boundaryPermissions(context)),
        tags: context.tags("boundary"),
      },
      { parent: this },
    );

    // Derived from the URN, which a preview knows. A role that uses the ARN still depends on the policy.
    this.arn = policy.urn.apply(() => platformArns(context).boundary);
    this.registerOutputs({ arn: this.arn });
  }
}
