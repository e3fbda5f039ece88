import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../../infra/context";
import { inputError } from "../../../infra/input-error";

/** Longest that AppConfig watches after a change of flags, in minutes (CreateDeploymentStrategy). */
const BAKE_MAX = 1440;

/** At once, and watched by nothing: AppConfig watches while it deploys and bakes alone. */
const AT_ONCE = {
  growthFactor: 100,
  growthType: "LINEAR",
  deploymentDurationInMinutes: 0,
} as const;

export interface FlagStrategiesArgs {
  /** The platform's context. */
  context: Context;
}

/**
 * How the flags of an environment's workloads are deployed: two ways for all of them, as an account
 * has room for 20 (AppConfig quotas).
 */
export class FlagStrategies extends pulumi.ComponentResource {
  /**
   * Id of the way in which flags are changed: at once in dev; half and half in stg, watched for its
   * bake; in prod from 10 percent on, doubled again and again over 20 minutes, and watched.
   */
  readonly changeId: pulumi.Output<string>;
  /**
   * Id of the way in which a flag is turned back in an incident: at once and unwatched, as AppConfig
   * would undo whatever is deployed while an alarm is on.
   */
  readonly revertId: pulumi.Output<string>;

  constructor(name: string, args: FlagStrategiesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:workload:FlagStrategies", name, {}, opts);
    const { context } = args;
    const make = (key: string, component: string, description: string, how: Way) =>
      new aws.appconfig.DeploymentStrategy(
        `${name}-${key}`,
        {
          name: context.name("aws:appconfig/deploymentStrategy:DeploymentStrategy", component),
          description,
          ...how,
          replicateTo: "NONE",
          tags: context.tags(component),
        },
        { parent: this },
      );
    const change = wayOf(context);
    if (change.finalBakeTimeInMinutes > BAKE_MAX) {
      const setting = context.environment === "stg" ? "bakeMinutes" : "watchMinutes";
      const want = `at most ${BAKE_MAX}, the longest that AppConfig watches`;
      throw inputError(this, setting, change.finalBakeTimeInMinutes, want);
    }

    this.changeId = make("change", "flags", "Changes feature flags", change).id;
    this.revertId = make("revert", "flags-back", "Turns a feature flag back, in an incident", {
      ...AT_ONCE,
      finalBakeTimeInMinutes: 0,
    }).id;
    const { changeId, revertId } = this;
    this.registerOutputs({ changeId, revertId });
  }
}

interface Way {
  readonly growthFactor: number;
  readonly growthType: "LINEAR" | "EXPONENTIAL";
  readonly deploymentDurationInMinutes: number;
  readonly finalBakeTimeInMinutes: number;
}

function wayOf({ environment, settings }: Context): Way {
  switch (environment) {
    case "dev":
      return { ...AT_ONCE, finalBakeTimeInMinutes: 0 };
    case "stg":
      return {
        growthFactor: 50,
        growthType: "LINEAR",
        deploymentDurationInMinutes: 2,
        finalBakeTimeInMinutes: settings.bakeMinutes,
      };
    case "prod":
      // As AWS's own AppConfig.Canary10Percent20Minutes does.
      return {
        growthFactor: 10,
        growthType: "EXPONENTIAL",
        deploymentDurationInMinutes: 20,
        finalBakeTimeInMinutes: settings.watchMinutes,
      };
  }
}
