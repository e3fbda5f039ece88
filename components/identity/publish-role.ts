import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Workload } from "../../infra/catalog/workload";
import type { Context } from "../../infra/context";
import { deployableRef, type GitHubEnvironment } from "../../infra/github/environments";
import { DELIVERY_WORKFLOWS } from "../../infra/github/workflows";
import { publishRoleName } from "../../infra/naming/workload-names";
import { separatelyManagedInputs } from "../separately-managed-inputs";
import { githubTrust, workflowRef } from "./github-trust";
import { publishPermissions } from "./permissions/publish";
import { policyText } from "./statement";

export interface PublishRoleArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** The workload's entry in the catalog. */
  workload: Workload;
  /** The GitHub environment of the job that publishes. */
  job: GitHubEnvironment;
  /** ARN of this account's GitHub OIDC provider. */
  providerArn: pulumi.Input<string>;
  /** ARN of this account's permissions boundary. */
  permissionsBoundaryArn: pulumi.Input<string>;
}

/**
 * The role with which a release's artifacts are published, once they are signed (CI/CL-002 §15): it adds to the
 * workload's registry and to its prefix of the artifact bucket, and deploys nothing. It trusts `release.yml` of main
 * alone, in a GitHub environment that takes tags and asks nobody: who approves comes after.
 */
export class PublishRole extends pulumi.ComponentResource {
  /** What the workflow puts in `role-to-assume`. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: PublishRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:identity:PublishRole", name, {}, opts);
    const { context, workload, job } = args;
    const { repository, repositoryId } = workload;
    const role = new aws.iam.Role(
      name,
      {
        name: publishRoleName(context),
        description: `Publishes releases of ${context.service} in ${context.environment}, from GitHub.`,
        assumeRolePolicy: githubTrust(args.providerArn, context.settings, {
          repository,
          repositoryId,
          subject: { environment: job.name },
          ref: deployableRef(context.environment),
          workflowRef: workflowRef(context.settings, DELIVERY_WORKFLOWS.release),
        }),
        maxSessionDuration: 3600,
        permissionsBoundary: args.permissionsBoundaryArn,
        tags: context.tags("gha-publish-role"),
      },
      { parent: this, ignoreChanges: separatelyManagedInputs("aws:iam/role:Role") },
    );
    new aws.iam.RolePolicy(
      `${name}-publish`,
      {
        name: context.name("aws:iam/rolePolicy:RolePolicy", "gha-publish-role"),
        role: role.name,
        policy: policyText(publishPermissions(context, workload)),
      },
      { parent: this },
    );
    this.arn = role.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
