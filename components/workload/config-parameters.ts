import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { valueIn } from "../../infra/catalog/values";
import type { Workload } from "../../infra/catalog/workload";
import type { Context } from "../../infra/context";
import { inputError } from "../../infra/input-error";

/** Longest value of a standard parameter, in bytes (Systems Manager user guide, Parameter tiers). */
const VALUE_MAX = 4096;

export interface ConfigParametersArgs {
  /** The workload's context. */
  readonly context: Context;
  /** The workload's `config`. */
  readonly config: Workload["config"];
  /** ARN of the KMS key `config`, in the region of the parameters. */
  readonly keyArn: pulumi.Input<string>;
}

/**
 * Makes the SSM parameters of one workload in one region.
 *
 * @returns each parameter by its key
 */
export function configParameters(
  name: string,
  { context, config, keyArn }: ConfigParametersArgs,
  opts: pulumi.CustomResourceOptions & { parent: pulumi.Resource },
): Record<string, aws.ssm.Parameter> {
  const parameters = Object.entries(config).map(([key, values]) => {
    const value = valueIn<string>(context.environment, values);
    const bytes = Buffer.byteLength(value);
    if (bytes > VALUE_MAX) {
      throw inputError(opts.parent, `size of config.${key}`, bytes, `at most ${VALUE_MAX} bytes`);
    }
    const parameter = new aws.ssm.Parameter(
      `${name}-config-${key}`,
      {
        name: context.configPath(key),
        type: "SecureString",
        keyId: keyArn,
        tier: "Standard",
        value,
        tags: context.tags(`config-${key}`),
      },
      opts,
    );
    return [key, parameter] as const;
  });
  return Object.fromEntries(parameters);
}
