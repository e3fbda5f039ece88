import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { INTAKE } from "../../../infra/naming/paths";
import type { Scope } from "../../../infra/scope";

export interface IntakeArgs {
  /** The workload's scope. */
  scope: Scope;
  /** ARN of the environment's KMS key `config`. */
  configKeyArn: pulumi.Input<string>;
}

/**
 * Makes the switch by which a worker is told whether to take messages from its queue: `open`, or
 * `drained` while a release waits for what is being worked on (CI/CL-002 §7.3). From the start on, a
 * release sets it, and the program does not.
 *
 * @returns the parameter's name
 */
export function intake(
  name: string,
  { scope, configKeyArn }: IntakeArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const parameter = new aws.ssm.Parameter(
    `${name}-intake`,
    {
      name: scope.configPath(INTAKE),
      description: `Whether ${scope.service} takes messages from its queue`,
      ...{ type: "SecureString", keyId: configKeyArn, tier: "Standard" },
      ...{ value: "open", allowedPattern: "^(open|drained)$" },
      tags: scope.tags(INTAKE),
    },
    { ...opts, ignoreChanges: ["value"] },
  );
  return parameter.name;
}
