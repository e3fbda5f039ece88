import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../../infra/context";
import { INTAKE } from "../../../infra/naming/names";
import { platformKeyAlias } from "../../../infra/naming/platform-names";
import { onlyKeys, platformArns, workloadArns } from "../../identity/arns";
import { allow, type Statement } from "../../identity/statement";

export interface IntakeArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** ARN of the environment's KMS key `config`. */
  configKeyArn: pulumi.Input<string>;
}

/**
 * Makes the intake of a worker: the SSM parameter that says whether it takes messages from its
 * queue. It is `open`, or `drained` while a release waits for messages in work (CI/CL-002 §7.3). The
 * program sets it once; then each release does.
 *
 * @returns its name, and the fields that each PutParameter has to repeat: without a key, SSM uses
 * its own
 */
export function intake(
  name: string,
  { context, configKeyArn }: IntakeArgs,
  opts: pulumi.CustomResourceOptions,
) {
  const repeated = {
    description: `Whether ${context.service} takes messages from its queue`,
    type: "SecureString" as const,
    keyId: configKeyArn,
    tier: "Standard" as const,
    allowedPattern: "^(open|drained)$",
  } satisfies aws.ssm.ParameterArgs;
  const parameter = new aws.ssm.Parameter(
    `${name}-intake`,
    {
      name: context.configPath(INTAKE),
      value: "open",
      ...repeated,
      tags: context.tags(INTAKE),
    },
    { ...opts, ignoreChanges: ["value"] },
  );
  return { parameterName: parameter.name, repeated };
}

/** Reads the intake of the worker of `context` and, to "write", sets it. */
export function intakePermissions(context: Context, access: "read" | "write"): Statement[] {
  const { configPrefix } = workloadArns(context);
  const parameter = `${configPrefix}${INTAKE}`;
  const alias = platformKeyAlias(context.environment, "config");
  const { StringEquals, ...key } = onlyKeys(context, [alias], ["ssm"]);
  const writes = access === "write";
  return [
    allow("Intake", "ssm", writes ? ["GetParameter", "PutParameter"] : ["GetParameter"], parameter),
    allow(
      "IntakeKey",
      "kms",
      writes ? ["Decrypt", "Encrypt"] : ["Decrypt"],
      platformArns(context).keys,
      {
        ...key,
        StringEquals: { ...StringEquals, "kms:EncryptionContext:PARAMETER_ARN": parameter },
      },
    ),
  ];
}
