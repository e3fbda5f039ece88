import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import { inputError } from "../../../infra/input-error";

/** Longest shift of traffic, in minutes (CodeDeploy user guide, "Deployment configurations"). */
const SHIFT_MAX = 2880;

/** How a catalog entry says that traffic is moved. */
export type Traffic = WorkloadOf<"service" | "function">["traffic"];

export interface DeploymentConfigArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** CodeDeploy's platform: `ECS` for a service, `Lambda` for a function. */
  computePlatform: "ECS" | "Lambda";
  /** How a release shifts traffic: the catalog's `traffic`, with percent and seconds. */
  traffic: Traffic;
}

/**
 * Makes the deployment configuration by which CodeDeploy shifts a workload's traffic: as the catalog
 * says, and all at once in dev. Its name contains the shift: a configuration that a deployment group
 * uses can be neither changed nor deleted, so another shift is another configuration, made before the
 * group changes to it.
 */
export function deploymentConfig(
  name: string,
  { context, computePlatform, traffic }: DeploymentConfigArgs,
  opts: pulumi.CustomResourceOptions & { parent: pulumi.Resource },
): aws.codedeploy.DeploymentConfig {
  const { key, routing } = shiftOf(context, traffic, opts.parent);
  return new aws.codedeploy.DeploymentConfig(
    name,
    {
      deploymentConfigName: context.name(
        "aws:codedeploy/deploymentConfig:DeploymentConfig",
        `delivery-${key}`,
      ),
      computePlatform,
      trafficRoutingConfig: routing,
    },
    opts,
  );
}

function shiftOf(context: Context, { type, percent, interval }: Traffic, owner: pulumi.Resource) {
  if (context.environment === "dev") return { key: "all-at-once", routing: { type: "AllAtOnce" } };
  const minutes = interval / 60;
  const steps = type === "canary" ? 1 : Math.ceil(100 / percent) - 1;
  if (steps * minutes > SHIFT_MAX) {
    const got = `${steps} x ${minutes} = ${steps * minutes} minutes`;
    throw inputError(owner, "traffic", got, `at most ${SHIFT_MAX} minutes from first step to last`);
  }
  const step = { percentage: percent, interval: minutes };
  return {
    key: `${type}-${percent}-${minutes}`,
    routing:
      type === "canary"
        ? { type: "TimeBasedCanary", timeBasedCanary: step }
        : { type: "TimeBasedLinear", timeBasedLinear: step },
  };
}
