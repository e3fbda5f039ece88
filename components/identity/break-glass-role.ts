import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import { platformNames } from "../../infra/naming/platform-names";
import { separatelyManagedInputs } from "../separately-managed-inputs";
import { breakGlassPermissions } from "./permissions/break-glass";
import { breakGlassTrust, SESSION_SECONDS } from "./permissions/break-glass-trust";
import { policyText } from "./statement";

export interface BreakGlassRoleArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
  /** ARN of this account's permissions boundary. */
  permissionsBoundaryArn: pulumi.Input<string>;
}

/**
 * The role with which people repair an environment when the pipeline cannot (CI/CL-002 §14). Nobody may
 * assume it unless `breakGlass.window` of the settings is open, which a reviewed commit does.
 */
export class BreakGlassRole extends pulumi.ComponentResource {
  /** ARN of the role. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: BreakGlassRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:identity:BreakGlassRole", name, {}, opts);
    const { context, permissionsBoundaryArn } = args;
    const role = new aws.iam.Role(
      name,
      {
        name: platformNames(context.settings).breakGlassRole,
        description: "Repairs the environment while a reviewed window is open.",
        assumeRolePolicy: breakGlassTrust(context),
        maxSessionDuration: SESSION_SECONDS,
        permissionsBoundary: permissionsBoundaryArn,
        tags: context.tags("break-glass"),
      },
      { parent: this, ignoreChanges: separatelyManagedInputs("aws:iam/role:Role") },
    );
    new aws.iam.RolePolicy(
      name,
      {
        name: context.name("aws:iam/rolePolicy:RolePolicy", "break-glass"),
        role: role.name,
        policy: policyText(breakGlassPermissions(context)),
      },
      { parent: this },
    );
    this.arn = role.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
