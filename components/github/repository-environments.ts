import * as github from "@pulumi/github";
import * as pulumi from "@pulumi/pulumi";
import type { GitHubEnvironment } from "../../infra/github/environments";
import { DeploymentRule } from "./deployment-rule";

export interface RepositoryEnvironmentsArgs {
  /** Login of the organization. */
  organization: string;
  /** Name of the repository, without its owner. */
  repository: string;
  /** The environments, each with its approvers and the refs that it takes; of every account. */
  environments: readonly GitHubEnvironment[];
}

/**
 * The GitHub environments by which one repository deploys: who approves, and from which refs. There
 * is no secret in them and no variable: whoever may write to the repository could change one.
 */
export class RepositoryEnvironments extends pulumi.ComponentResource {
  /** Names of the environments, in the order in which a run passes them. */
  readonly names: readonly string[];

  constructor(
    name: string,
    args: RepositoryEnvironmentsArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("nc:github:RepositoryEnvironments", name, {}, opts);
    const { organization, repository, environments } = args;
    for (const { name: key, reviewers, refs, ruleAppId } of environments) {
      const made = new github.RepositoryEnvironment(
        `${name}-${key}`,
        {
          repository,
          environment: key,
          canAdminsBypass: false,
          deploymentBranchPolicy: { protectedBranches: false, customBranchPolicies: true },
          ...(reviewers && { preventSelfReview: true, reviewers: [{ teams: [reviewers.id] }] }),
        },
        { parent: this },
      );
      const pattern = "branch" in refs ? { branchPattern: refs.branch } : { tagPattern: refs.tag };
      new github.RepositoryEnvironmentDeploymentPolicy(
        `${name}-${key}`,
        { repository, environment: made.environment, ...pattern },
        { parent: this },
      );
      if (ruleAppId === undefined) continue;
      new DeploymentRule(
        `${name}-${key}`,
        {
          repository: `${organization}/${repository}`,
          environment: made.environment,
          appId: ruleAppId,
        },
        { parent: this },
      );
    }
    this.names = environments.map((each) => each.name);
    this.registerOutputs({ names: this.names });
  }
}
