import * as github from "@pulumi/github";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import { suffixed } from "../../infra/github/variables";

export interface RepositoryVariablesArgs {
  /** The platform in the environment whose name every variable ends in. */
  context: Context;
  /** Name of the repository, without its owner. */
  repository: string;
  /** Values by name, without the environment's. AWS_REGION and AWS_ACCOUNT_ID are always there. */
  variables: Readonly<Record<string, pulumi.Input<string>>>;
}

/**
 * Variables of a whole repository, each ending in the environment (`AWS_ROLE_ARN_DEV`): for jobs of
 * pull requests, which name no GitHub environment. Each environment's stack makes its own.
 */
export class RepositoryVariables extends pulumi.ComponentResource {
  /** Their full names. */
  readonly names: readonly string[];

  constructor(name: string, args: RepositoryVariablesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:github:RepositoryVariables", name, {}, opts);
    const { context, repository } = args;
    const { accountId, region, environment } = context.settings;
    const all = { AWS_ACCOUNT_ID: accountId, AWS_REGION: region, ...args.variables };

    this.names = Object.entries(all).map(([key, value]) => {
      const variableName = suffixed(key, environment);
      const variable = { repository, variableName, value };
      new github.ActionsVariable(`${name}-${variableName}`, variable, { parent: this });
      return variableName;
    });
    this.registerOutputs({ names: this.names });
  }
}
