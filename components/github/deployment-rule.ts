import * as pulumi from "@pulumi/pulumi";
import { DEPLOYMENT_RULE_PROVIDER } from "./deployment-rule-provider";

export interface DeploymentRuleArgs {
  /** `owner/name` of the repository. */
  repository: pulumi.Input<string>;
  /** Name of the GitHub environment, which is there. */
  environment: pulumi.Input<string>;
  /** Numeric id of the GitHub App that is asked before each deployment (docs/decisions/0045). */
  appId: pulumi.Input<number>;
}

/** A GitHub App that has to agree before a job of an environment starts: the provider of GitHub has no such resource. */
export class DeploymentRule extends pulumi.dynamic.Resource {
  constructor(name: string, args: DeploymentRuleArgs, opts?: pulumi.CustomResourceOptions) {
    super(DEPLOYMENT_RULE_PROVIDER, name, { ...args }, opts, "github", "DeploymentRule");
  }
}
