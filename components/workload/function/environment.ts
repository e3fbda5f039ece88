import type * as pulumi from "@pulumi/pulumi";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import { inputError } from "../../../infra/input-error";
import { variableOf } from "../../../infra/naming/names";
import type { WorkloadConfig } from "../../environment-resources";
import type { WorkloadLinks } from "../links/workload-links";

/** A Lambda layer with an extension, and what it needs. */
export interface Extension {
  /** ARN of the layer, with its version. */
  readonly layerArn: string;
  /** Variables of the function that it reads, or that say to the code where it is. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Most that all variables of a function may take, in bytes (Lambda quotas). */
const VARIABLES_MAX = 4096;

/** Length of a secret's ARN beyond its path, in which Secrets Manager puts six characters. */
const SECRET_ARN = "arn:aws:secretsmanager:ca-central-1:123456789012:secret:-abcdef".length;

/** The URL of an HTTP API, which is not known before it is made. */
const API_URL = "https://a1b2c3d4e5.execute-api.ca-central-1.amazonaws.com".length;

function sizeOf(value: pulumi.Input<string>): number {
  return typeof value === "string" ? value.length : API_URL;
}

/**
 * A function's environment: who it is, and where its config and secrets are, never what they are
 * (CI/CL-002 §9). `PARAMETER_LOG_LEVEL` is a parameter's name, `SECRET_UPSTREAM_TOKEN` a secret's ARN.
 *
 * @throws {pulumi.ResourceError} where it is more than Lambda takes
 */
export function variables(
  owner: pulumi.Resource,
  context: Context,
  { config, secrets }: Pick<WorkloadOf<"function">, "config" | "secrets">,
  { secretArns }: Pick<WorkloadConfig, "secretArns">,
  extensions: readonly Pick<Extension, "variables">[] = [],
  links: WorkloadLinks["variables"] = {},
): Record<string, pulumi.Input<string>> {
  const identity = { NC_SERVICE: context.service, NC_ENVIRONMENT: context.environment };
  const parameters = Object.fromEntries(
    Object.keys(config).map((key) => [`PARAMETER_${variableOf(key)}`, context.configPath(key)]),
  );
  const added = extensions.flatMap((each) => Object.entries(each.variables));
  const known = [...Object.entries({ ...identity, ...parameters }), ...added];
  const arns = Object.keys(secrets).map(
    (key) => `SECRET_${variableOf(key)}${context.secretPath(key)}`,
  );
  const linked = Object.entries(links);
  const size =
    linked.reduce((total, [key, value]) => total + key.length + sizeOf(value), 0) +
    known.flat().reduce((total, text) => total + text.length, 0) +
    arns.reduce((total, text) => total + SECRET_ARN + text.length, 0);
  if (size > VARIABLES_MAX) {
    const got = `${Object.keys(parameters).length}, ${arns.length} and ${linked.length}, in ${size} bytes`;
    throw inputError(
      owner,
      "config, secrets and links",
      got,
      `at most ${VARIABLES_MAX} bytes of names`,
    );
  }
  return {
    ...Object.fromEntries(known),
    ...links,
    ...Object.fromEntries(
      Object.entries(secretArns).map(([key, arn]) => [`SECRET_${variableOf(key)}`, arn]),
    ),
  };
}
