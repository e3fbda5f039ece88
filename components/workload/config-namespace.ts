import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Workload } from "../../infra/catalog/workload";
import type { Environment } from "../../infra/environments";
import { invalid } from "../../infra/invalid";
import type { Scope } from "../../infra/scope";

/** Longest value of a standard parameter, in bytes (Systems Manager user guide, Parameter tiers). */
const VALUE_MAX = 4096;

/** Days in which a deleted secret can be brought back; the most that Secrets Manager takes. */
const RECOVERY_DAYS = 30;

export interface ConfigNamespaceArgs {
  /** The workload's scope. */
  scope: Scope;
  /** The workload, whose `config` and `secrets` are made. */
  workload: Workload;
  /** ARN of the environment's KMS key `config`. */
  configKeyArn: pulumi.Input<string>;
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
    super("nc:workload:ConfigNamespace", name, args, opts);
    const { scope, workload, configKeyArn } = args;
    const { accountId, region, protect } = scope.settings;

    this.parameterArns = mapValues(workload.config, (values, key) => {
      const value = valueIn(scope.environment, values);
      const bytes = Buffer.byteLength(value);
      if (bytes > VALUE_MAX) {
        throw invalid(this, `size of config.${key}`, bytes, `at most ${VALUE_MAX} bytes`);
      }
      const parameter = new aws.ssm.Parameter(
        `${name}-config-${key}`,
        {
          name: scope.configPath(key),
          ...{ type: "SecureString", keyId: configKeyArn, tier: "Standard" },
          value,
          tags: scope.tags(`config-${key}`),
        },
        { parent: this },
      );
      return pulumi.interpolate`arn:aws:ssm:${region}:${accountId}:parameter${parameter.name}`;
    });
    this.secretArns = mapValues(workload.secrets, (_, key) => {
      const secret = new aws.secretsmanager.Secret(
        `${name}-secret-${key}`,
        {
          name: scope.secretPath(key),
          kmsKeyId: configKeyArn,
          recoveryWindowInDays: protect ? RECOVERY_DAYS : 0,
          tags: scope.tags(`secret-${key}`),
        },
        { parent: this, protect },
      );
      return secret.arn;
    });
    this.registerOutputs({ parameterArns: this.parameterArns, secretArns: this.secretArns });
  }
}

/** The value for `environment`: the one value, or that environment's of three. */
function valueIn(environment: Environment, value: Workload["config"][string]): string {
  return typeof value === "string" ? value : value[environment];
}

function mapValues<T, U>(
  record: Readonly<Record<string, T>>,
  each: (value: T, key: string) => U,
): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, each(value, key)]));
}
