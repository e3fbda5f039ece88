import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import { platformArns } from "./arns";
import { METADATA_READS } from "./permissions/metadata-reads";
import { computePermissions } from "./permissions/platform/compute";
import { dataPermissions } from "./permissions/platform/data";
import { deliveryPermissions } from "./permissions/platform/delivery";
import { identityPermissions } from "./permissions/platform/identity";
import { networkPermissions } from "./permissions/platform/network";
import { observePermissions } from "./permissions/platform/observe";
import { allow, policyText, type Statement } from "./statement";

export interface PlatformPoliciesArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
  /** Name of the role that the policies are attached to. */
  roleName: pulumi.Input<string>;
}

/**
 * The permissions of the platform's own deploy role: one managed policy for each concern, as together
 * they exceed what a role's inline policies may hold (docs/decisions/0012).
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
      // Derived from the URN, which a preview knows, so that a policy rule can read the attachment.
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

/**
 * What `pulumi up` of the whole environment needs, by concern (docs/decisions/0012). It changes
 * resources that are named by the convention, where AWS takes names. It delivers and runs nothing.
 */
export function platformPolicies(context: Context): Readonly<Record<string, readonly Statement[]>> {
  return {
    compute: computePermissions(context),
    data: dataPermissions(context),
    delivery: deliveryPermissions(context),
    identity: identityPermissions(context),
    network: networkPermissions(context),
    observe: observePermissions(context),
    read: readPermissions(context),
  };
}

/** Reads the metadata of every resource, the code of functions and the config, but no secret. */
function readPermissions(context: Context): Statement[] {
  const { anyRegion } = platformArns(context);
  const config = anyRegion("ssm", `parameter/nc/${context.environment}/*/config/*`);
  return [
    { Sid: "Shape", Effect: "Allow", Action: METADATA_READS, Resource: "*" },
    allow("FunctionCode", "lambda", ["GetFunction"], anyRegion("lambda", "function:nc-*")),
    allow("Config", "ssm", ["GetParameter", "GetParameters"], config),
  ];
}
