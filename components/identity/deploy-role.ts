import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Workload } from "../../infra/catalog/workload";
import type { Context } from "../../infra/context";
import { DELIVERY_WORKFLOWS } from "../../infra/delivery-workflows";
import { inputError } from "../../infra/input-error";
import { deployRoleName } from "../../infra/naming/roles";
import { githubTrust, workflowRef } from "./github-trust";
import { permissionsOf } from "./permissions/permissions-of";
import { PlatformPolicies } from "./platform-policies";
import { policyText } from "./statement";

export interface DeployRoleArgs {
  /** The context of the workload, or of the platform. */
  context: Context;
  /** What it delivers. @default - the platform itself, with `pulumi up` */
  workload?: Workload;
  /** ARN of this account's GitHub OIDC provider. */
  providerArn: pulumi.Input<string>;
  /** ARN of this account's permissions boundary. */
  permissionsBoundaryArn: pulumi.Input<string>;
  /** Longest session, in minutes, 60 to 720 as IAM takes it. @default 60 */
  sessionMinutes?: number;
}

/**
 * The role with which GitHub delivers one workload into one environment (CI/CL-002 §4). It trusts
 * that repository's jobs in that environment and, in stg and prod, only as part of the platform's
 * own reusable workflow, so that nobody's edited workflow skips its gates.
 */
export class DeployRole extends pulumi.ComponentResource {
  /** What the workflow puts in `role-to-assume`. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: DeployRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:identity:DeployRole", name, {}, opts);
    const { context, workload, sessionMinutes = 60 } = args;
    const { environment, settings, service } = context;
    if (!Number.isInteger(sessionMinutes) || sessionMinutes < 60 || sessionMinutes > 720) {
      throw inputError(this, "sessionMinutes", sessionMinutes, "a whole number from 60 to 720");
    }
    const wanted = workload?.name ?? "platform";
    if (service !== wanted) throw inputError(this, "context.service", service, `"${wanted}"`);

    const { repository, repositoryId } = workload ?? settings.github;
    const file = workload ? DELIVERY_WORKFLOWS.promote : DELIVERY_WORKFLOWS.apply;
    const role = new aws.iam.Role(
      name,
      {
        name: deployRoleName(context),
        description: `Delivers ${service} into ${environment}, from GitHub.`,
        assumeRolePolicy: githubTrust(args.providerArn, settings, {
          repository,
          repositoryId,
          context: { environment },
          ...(environment === "dev" ? {} : { workflowRef: workflowRef(settings, file) }),
        }),
        maxSessionDuration: sessionMinutes * 60,
        permissionsBoundary: args.permissionsBoundaryArn,
        tags: context.tags("gha-deploy-role"),
      },
      { parent: this },
    );
    if (workload) {
      new aws.iam.RolePolicy(
        `${name}-delivery`,
        {
          name: context.name("aws:iam/rolePolicy:RolePolicy", "gha-deploy-role"),
          role: role.name,
          policy: policyText(permissionsOf(context, workload)),
        },
        { parent: this },
      );
    } else {
      new PlatformPolicies(name, { context, roleName: role.name }, { parent: this });
    }

    this.arn = role.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
