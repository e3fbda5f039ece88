import * as github from "@pulumi/github";
import * as pulumi from "@pulumi/pulumi";

export interface WorkflowAccessArgs {
  /** Name of a private or internal repository, without its owner. */
  repository: string;
}

/**
 * Lets every repository of the organization call the reusable workflows and actions of one that is private: GitHub's
 * default is that none may (GitHub docs, "Sharing actions and workflows with your organization"). A public
 * repository has no such setting, and GitHub refuses it there.
 */
export class WorkflowAccess extends pulumi.ComponentResource {
  constructor(name: string, args: WorkflowAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:github:WorkflowAccess", name, {}, opts);
    new github.ActionsRepositoryAccessLevel(
      name,
      { repository: args.repository, accessLevel: "organization" },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
