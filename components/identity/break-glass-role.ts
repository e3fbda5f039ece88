import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import { platformNames } from "../../infra/naming/platform-names";
import { separatelyManagedInputs } from "../separately-managed-inputs";
import { breakGlassPermissions, inWindow } from "./permissions/break-glass";
import { policyText } from "./statement";

/** Longest session, in seconds: the shortest that IAM takes (CreateRole). */
const SESSION_SECONDS = 3600;

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

/**
 * Who may assume the role: the window's people, from the settings' principals, in the window, with a
 * second factor, in the environment's region, under their own source identity. Without a window, nobody.
 *
 * A user's MFA is a key of the request; a session of an identity provider has none, so the provider's
 * tag and source identity, which the session cannot change, stand for it (IAM user guide, "Global
 * condition context keys").
 */
export function breakGlassTrust({ settings }: Pick<Context, "settings">): string {
  const { mfa, principals, window } = settings.breakGlass;
  const Action = ["sts:AssumeRole", "sts:SetSourceIdentity"];
  if (window === undefined) {
    const nobody = { Sid: "NoWindow", Effect: "Deny", Principal: { AWS: "*" }, Action };
    return JSON.stringify({ Version: "2012-10-17", Statement: [nobody] });
  }
  const isDevice = mfa === "device";
  const own = isDevice ? "aws:username" : "aws:SourceIdentity";
  const factor = isDevice ? {} : { [`aws:PrincipalTag/${mfa.tag}`]: mfa.value };
  const device = {
    Bool: { "aws:MultiFactorAuthPresent": "true" },
    NumericLessThan: { "aws:MultiFactorAuthAge": `${SESSION_SECONDS}` },
  };
  const Condition = {
    ...inWindow(window),
    StringEquals: {
      "aws:RequestedRegion": settings.region,
      [own]: window.who,
      "sts:SourceIdentity": `\${${own}}`,
      ...factor,
    },
    ...(isDevice ? device : {}),
  };
  const people = {
    Sid: "Window",
    Effect: "Allow",
    Principal: { AWS: principals },
    Action,
    Condition,
  };
  return JSON.stringify({ Version: "2012-10-17", Statement: [people] });
}
