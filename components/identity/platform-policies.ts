import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import { platformArns } from "./arns";
import { platformPolicies } from "./permissions/platform/policies";
import { policyText } from "./statement";

export interface PlatformPoliciesArgs {
  /** The platform's context. */
  context: Context;
  /** Name of the role that gets them. */
  roleName: pulumi.Input<string>;
}

/**
 * What the platform's own deploy role may do: one managed policy for each concern, as all of it is
 * more than a role's inline policies may hold (docs/decisions/0012).
 */
export class PlatformPolicies extends pulumi.ComponentResource {
  constructor(name: string, args: PlatformPoliciesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:identity:PlatformPolicies", name, {}, opts);
    const { context, roleName } = args;
    for (const [concern, statements] of Object.entries(platformPolicies(context))) {
      const component = `deploy-${concern}`;
      const policyName = context.name("aws:iam/policy:Policy", component);
      const policy = new aws.iam.Policy(
        `${name}-${concern}`,
        {
          name: policyName,
          description: `What the platform's deploy role may do: ${concern}`,
          policy: policyText(statements),
          tags: context.tags(component),
        },
        { parent: this },
      );
      // Through the URN, which a preview knows: a rule can judge what is attached.
      const policyArn = policy.urn.apply(() => platformArns(context).iam(`policy/${policyName}`));
      new aws.iam.RolePolicyAttachment(
        `${name}-${concern}`,
        { role: roleName, policyArn },
        { parent: this },
      );
    }
    this.registerOutputs({});
  }
}
