import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { DELIVERY_WORKFLOWS } from "../../infra/github/workflows";
import { platformNames } from "../../infra/naming/platform-names";
import { separatelyManagedInputs } from "../separately-managed-inputs";
import { githubTrust, workflowRef } from "./github-trust";
import { driftPermissions } from "./permissions/drift";
import type { PreviewRoleArgs } from "./preview-role";
import { policyText } from "./statement";

/**
 * The role with which the scheduled workflow looks for what somebody has changed past the program. It changes nothing,
 * and reads what a refresh reads, which is more than a pull request may: only `detect-drift.yml` of main may assume
 * it.
 */
export class DriftRole extends pulumi.ComponentResource {
  /** ARN of the role. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: PreviewRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:identity:DriftRole", name, {}, opts);
    const { context } = args;
    const { repository, repositoryId } = context.settings.github;
    const role = new aws.iam.Role(
      name,
      {
        name: platformNames(context.settings).driftRole,
        description: "Looks for changes past the program, and changes nothing.",
        assumeRolePolicy: githubTrust(args.providerArn, context.settings, {
          repository,
          repositoryId,
          subject: "ref",
          ref: DELIVERY_WORKFLOWS.ref,
          workflowRef: workflowRef(context.settings, DELIVERY_WORKFLOWS.drift),
        }),
        maxSessionDuration: 3600,
        permissionsBoundary: args.permissionsBoundaryArn,
        tags: context.tags("drift"),
      },
      { parent: this, ignoreChanges: separatelyManagedInputs("aws:iam/role:Role") },
    );
    new aws.iam.RolePolicy(
      name,
      {
        name: context.name("aws:iam/rolePolicy:RolePolicy", "drift"),
        role: role.name,
        policy: policyText(driftPermissions(context)),
      },
      { parent: this },
    );
    this.arn = role.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
