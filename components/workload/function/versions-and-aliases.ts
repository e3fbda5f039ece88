import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** What callers invoke: CodeDeploy moves it from one version to the next. */
export const LIVE = "live";

/** The version that was live before; deliveries set it, and a rollback reads it. */
export const PREVIOUS = "previous";

/** What of a function its deliveries own, once it is made: its code. */
export const CODE = ["s3Bucket", "s3Key", "s3ObjectVersion", "sourceCodeHash"];

/** What of an alias CodeDeploy and the deliveries own: where it points. */
const TARGET = ["functionVersion", "routingConfig"];

/**
 * Makes the aliases of a function (CI/CL-002 §7.2), at its first version. From then on they are moved
 * by deliveries alone: an update that moved them would shift all traffic at once, past every alarm.
 */
export function aliases(
  name: string,
  fn: aws.lambda.Function,
  opts: pulumi.CustomResourceOptions,
): { live: aws.lambda.Alias; previous: aws.lambda.Alias } {
  const alias = (key: string, description: string) =>
    new aws.lambda.Alias(
      `${name}-${key}`,
      { name: key, description, functionName: fn.name, functionVersion: fn.version },
      { ...opts, ignoreChanges: TARGET },
    );
  return {
    live: alias(LIVE, "What callers invoke"),
    previous: alias(PREVIOUS, "The version that was live before"),
  };
}
