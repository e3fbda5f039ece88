import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { formerKeys, type Shapes } from "../../infra/catalog/shape";
import { valueIn } from "../../infra/catalog/values";
import { shapeOf, type Workload } from "../../infra/catalog/workload";
import type { Context } from "../../infra/context";
import { inputError } from "../../infra/input-error";

/** Days in which a deleted secret can be brought back; the most that Secrets Manager takes. */
const RECOVERY_DAYS = 30;

export interface ConfigNamespaceArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** The workload, whose `config` and `secrets` are made. */
  workload: Workload;
  /** Shapes that the environment serves. @default - the workload's own */
  shapes?: Shapes;
  /** ARN of the environment's KMS key `config`. */
  configKeyArn: pulumi.Input<string>;
  /**
   * ARN of that key's replica in the DR region, where Secrets Manager then keeps a copy of each
   * secret. @default - secrets are not replicated
   */
  replicaKeyArn?: pulumi.Input<string>;
}

/**
 * The configuration of one workload in one environment (CI/CL-002 §9): SSM parameters at
 * `/nc/<env>/<svc>/config/<key>`, and secrets at `/nc/<env>/<svc>/secret/<key>` without a value.
 *
 * A secret's value is put there by its owner or by its rotation: it is never in the program or in
 * the state, so that neither has to be kept as a secret is.
 */
export class ConfigNamespace extends pulumi.ComponentResource {
  /** ARN of each parameter, by key; known in a preview. */
  readonly parameterArns: Readonly<Record<string, pulumi.Output<string>>>;
  /** ARN of each secret, by key. */
  readonly secretArns: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: ConfigNamespaceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:workload:ConfigNamespace", name, {}, opts);
    const { context, workload, configKeyArn, replicaKeyArn } = args;
    const { shapes = [shapeOf(workload)] } = args;
    const { protect } = context;
    const { accountId, region, drRegion } = context.settings;

    const { config } = workload;
    const parameters = configParameters(
      name,
      { context, config, keyArn: configKeyArn },
      { parent: this },
    );
    this.parameterArns = mapValues(
      parameters,
      (parameter) =>
        pulumi.interpolate`arn:aws:ssm:${region}:${accountId}:parameter${parameter.name}`,
    );
    for (const key of formerKeys(shapes, "config")) {
      formerParameter(`${name}-config-${key}`, { context, key, configKeyArn }, { parent: this });
    }
    const makeSecret = (key: string, protect: boolean) =>
      new aws.secretsmanager.Secret(
        `${name}-secret-${key}`,
        {
          name: context.secretPath(key),
          kmsKeyId: configKeyArn,
          replicas:
            replicaKeyArn === undefined
              ? undefined
              : [{ region: drRegion, kmsKeyId: replicaKeyArn }],
          recoveryWindowInDays: context.settings.protect ? RECOVERY_DAYS : 0,
          tags: context.tags(`secret-${key}`),
        },
        { parent: this, protect },
      );
    this.secretArns = mapValues(workload.secrets, (_, key) => makeSecret(key, protect).arn);
    // The review that took it from the catalog has lifted its protection.
    for (const key of formerKeys(shapes, "secrets")) makeSecret(key, false);
    this.registerOutputs({ parameterArns: this.parameterArns, secretArns: this.secretArns });
  }
}

/**
 * A parameter that only earlier revisions read: it keeps the value that it had, which the catalog does
 * not say any more.
 */
function formerParameter(
  name: string,
  {
    context,
    key,
    configKeyArn,
  }: Pick<ConfigNamespaceArgs, "context" | "configKeyArn"> & { key: string },
  opts: pulumi.CustomResourceOptions,
): void {
  new aws.ssm.Parameter(
    name,
    {
      name: context.configPath(key),
      type: "SecureString",
      keyId: configKeyArn,
      tier: "Standard",
      value: "removed",
      tags: context.tags(`config-${key}`),
    },
    { ...opts, ignoreChanges: ["value"] },
  );
}

function mapValues<T, U>(
  record: Readonly<Record<string, T>>,
  each: (value: T, key: string) => U,
): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, each(value, key)]));
}

/** Longest value of a standard parameter, in bytes (Systems Manager user guide, Parameter tiers). */
const VALUE_MAX = 4096;

export interface ConfigParametersArgs {
  /** Context of the workload: it gives names, tags and settings. */
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
