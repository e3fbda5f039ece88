import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Workload } from "../../infra/catalog/workload";
import type { Context } from "../../infra/context";
import { deployableRef } from "../../infra/github/environments";
import { DELIVERY_WORKFLOWS } from "../../infra/github/workflows";
import { inputError } from "../../infra/input-error";
import { deployRoleName } from "../../infra/naming/workload-names";
import { separatelyManagedInputs } from "../separately-managed-inputs";
import { githubTrust, workflowRef } from "./github-trust";
import { inlinePolicyText } from "./inline-policy";
import { PlatformPolicies } from "./platform-policies";
import type { Statement } from "./statement";

/** Longest session of a role, in seconds: an hour, the shortest that IAM takes (CreateRole). */
const SESSION_SECONDS = 3600;

export interface DeployRoleArgs {
  /** The context of the workload, or of the platform. */
  context: Context;
  /**
   * The workload that the role delivers, and the statements that its delivery needs.
   * @default - the platform itself, with `pulumi up`
   */
  delivers?: { readonly workload: Workload; readonly permissions: readonly Statement[] };
  /** ARN of this account's GitHub OIDC provider. */
  providerArn: pulumi.Input<string>;
  /** ARN of this account's permissions boundary. */
  permissionsBoundaryArn: pulumi.Input<string>;
}

/**
 * The role with which GitHub delivers one workload into one environment (CI/CL-002 §4). It trusts
 * that repository's jobs in that environment, of the refs that the environment takes, and only as
 * part of the platform's own reusable workflow, so that an edited workflow cannot skip the gates. In
 * dev, where nothing is approved, a workload's own workflow may deliver it.
 */
export class DeployRole extends pulumi.ComponentResource {
  /** What the workflow puts in `role-to-assume`. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: DeployRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:identity:DeployRole", name, {}, opts);
    const { context, delivers } = args;
    const { environment, settings, service } = context;
    const workload = delivers?.workload;
    const wanted = workload?.name ?? "platform";
    if (service !== wanted) throw inputError(this, "context.service", service, `"${wanted}"`);

    const { repository, repositoryId } = workload ?? settings.github;
    const file = workload ? DELIVERY_WORKFLOWS.promote : DELIVERY_WORKFLOWS.apply;
    const ownWorkflow = workload !== undefined && environment === "dev";
    const role = new aws.iam.Role(
      name,
      {
        name: deployRoleName(context),
        description: `Delivers ${service} into ${environment}, from GitHub.`,
        assumeRolePolicy: githubTrust(args.providerArn, settings, {
          repository,
          repositoryId,
          subject: { environment },
          ref: deployableRef(environment),
          ...(ownWorkflow ? {} : { workflowRef: workflowRef(settings, file) }),
        }),
        maxSessionDuration: SESSION_SECONDS,
        permissionsBoundary: args.permissionsBoundaryArn,
        tags: context.tags("gha-deploy-role"),
      },
      { parent: this, ignoreChanges: separatelyManagedInputs("aws:iam/role:Role") },
    );
    if (delivers) {
      new aws.iam.RolePolicy(
        `${name}-delivery`,
        {
          name: context.name("aws:iam/rolePolicy:RolePolicy", "gha-deploy-role"),
          role: role.name,
          policy: inlinePolicyText(delivers.permissions),
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
