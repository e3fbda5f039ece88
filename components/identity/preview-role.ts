import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import { deployableRef, planEnvironmentOf } from "../../infra/github/environments";
import { DELIVERY_WORKFLOWS } from "../../infra/github/workflows";
import { PREVIEW_ROLE } from "../../infra/naming/platform-names";
import { separatelyManagedInputs } from "../separately-managed-inputs";
import { type GitHubJob, githubTrust, workflowRef } from "./github-trust";
import { previewPermissions } from "./permissions/preview";
import { policyText } from "./statement";

export interface PreviewRoleArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
  /** ARN of this account's GitHub OIDC provider. */
  providerArn: pulumi.Input<string>;
  /** ARN of this account's permissions boundary. */
  permissionsBoundaryArn: pulumi.Input<string>;
}

/**
 * The role with which pull requests of the platform's repository are previewed, and its releases
 * planned. Nobody has approved the code of a pull request yet, nor its workflow, so the role changes
 * nothing and reads no secret. A release is planned by `plan.yml` of main.
 */
export class PreviewRole extends pulumi.ComponentResource {
  /** What the workflow puts in `role-to-assume`. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: PreviewRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:identity:PreviewRole", name, {}, opts);
    const { context } = args;
    const { repository, repositoryId } = context.settings.github;
    const plan = planEnvironmentOf(context.settings);

    const role = new aws.iam.Role(
      name,
      {
        name: PREVIEW_ROLE,
        description: "Plans pull requests and releases of the platform, and changes nothing.",
        assumeRolePolicy: githubTrust(
          args.providerArn,
          context.settings,
          { repository, repositoryId, subject: "pull_request", ref: "refs/pull/*/merge" },
          ...(plan ? [planJob(context, plan.name)] : []),
        ),
        maxSessionDuration: 3600,
        permissionsBoundary: args.permissionsBoundaryArn,
        tags: context.tags("gha-preview-role"),
      },
      { parent: this, ignoreChanges: separatelyManagedInputs("aws:iam/role:Role") },
    );
    new aws.iam.RolePolicy(
      `${name}-shape`,
      {
        name: context.name("aws:iam/rolePolicy:RolePolicy", "gha-preview-role"),
        role: role.name,
        policy: policyText(previewPermissions(context)),
      },
      { parent: this },
    );

    this.arn = role.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

/** The job that plans a release, in the GitHub environment `plan`. */
function planJob({ environment, settings }: Context, plan: string): GitHubJob {
  const { repository, repositoryId } = settings.github;
  return {
    repository,
    repositoryId,
    subject: { environment: plan },
    ref: deployableRef(environment),
    workflowRef: workflowRef(settings, DELIVERY_WORKFLOWS.plan),
  };
}
