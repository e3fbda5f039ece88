import * as github from "@pulumi/github";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import {
  environmentsOf,
  type GitHubEnvironment,
  planEnvironmentOf,
} from "../../infra/github/environments";
import { inputError } from "../../infra/input-error";

/** GitHub's rule for a variable's name, and the names that would be a long-lived AWS key (§4). */
const VARIABLE = /^(?!GITHUB_)[A-Z_][A-Z0-9_]*$/;
const AWS_KEYS = /^AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)/;

export interface RepositoryEnvironmentsArgs {
  /** The platform in the one environment whose GitHub environments are made here. */
  context: Context;
  /** Name of the repository, without its owner. */
  repository: string;
  /** What a job reads as `vars.*`, by name. AWS_REGION and AWS_ACCOUNT_ID are always there. */
  variables: Readonly<Record<string, pulumi.Input<string>>>;
  /**
   * The variables of `<env>-plan`, in which the plan is made that others approve.
   * @default - no such environment
   */
  planVariables?: Readonly<Record<string, pulumi.Input<string>>>;
}

/**
 * The GitHub environments by which one repository deploys to one environment: who approves, from
 * which refs, and the names that a job needs. There is no secret in them.
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
    const { settings } = args.context;
    const plan = args.planVariables && planEnvironmentOf(settings);
    const passed = environmentsOf(settings);

    if (plan !== undefined) this.make(name, args, plan, args.planVariables);
    for (const each of passed) {
      const assumesTheRole = each.name === settings.environment;
      this.make(name, args, each, assumesTheRole ? args.variables : undefined);
    }
    this.names = [...(plan ? [plan] : []), ...passed].map((each) => each.name);
    this.registerOutputs({ names: this.names });
  }

  private make(
    name: string,
    { context, repository }: RepositoryEnvironmentsArgs,
    { name: key, reviewers, refs }: GitHubEnvironment,
    variables: RepositoryEnvironmentsArgs["variables"] | undefined,
  ): void {
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
    if (variables === undefined) return;
    const { region, accountId } = context.settings;
    const all = { AWS_ACCOUNT_ID: accountId, AWS_REGION: region, ...variables };
    for (const [variableName, value] of Object.entries(all)) {
      if (!VARIABLE.test(variableName) || AWS_KEYS.test(variableName)) {
        throw inputError(this, "variables", variableName, "a GitHub variable that is no AWS key");
      }
      new github.ActionsEnvironmentVariable(
        `${name}-${key}-${variableName}`,
        { repository, environment: made.environment, variableName, value },
        { parent: this },
      );
    }
  }
}
