import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../../infra/context";
import { inputError } from "../../../infra/input-error";

/** Longest that AppConfig monitors alarms after a change of flags, in minutes (CreateDeploymentStrategy). */
const BAKE_MAX = 1440;

/** At once, without a bake: AppConfig monitors alarms only while it deploys and bakes. */
const AT_ONCE = {
  growthFactor: 100,
  growthType: "LINEAR",
  deploymentDurationInMinutes: 0,
} as const;

export interface FlagStrategiesArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
}

/**
 * The deployment strategies of an environment's flags. All workloads share two, as an account may
 * have 20 (AppConfig quotas).
 */
export class FlagStrategies extends pulumi.ComponentResource {
  /**
   * Id of the strategy that changes flags: at once in dev; in two halves in stg, with the
   * alarms read for its bake; in prod from 10 percent on, doubled repeatedly over 20 minutes, with the
   * alarms read afterwards too.
   */
  readonly changeId: pulumi.Output<string>;
  /**
   * Id of the strategy that turns a flag back in an incident: at once and unwatched, as AppConfig
   * would roll back a deployment while an alarm is on.
   */
  readonly revertId: pulumi.Output<string>;

  constructor(name: string, args: FlagStrategiesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:workload:FlagStrategies", name, {}, opts);
    const { context } = args;
    const make = (key: string, component: string, description: string, growth: Growth) =>
      new aws.appconfig.DeploymentStrategy(
        `${name}-${key}`,
        {
          name: context.name("aws:appconfig/deploymentStrategy:DeploymentStrategy", component),
          description,
          ...growth,
          replicateTo: "NONE",
          tags: context.tags(component),
        },
        { parent: this },
      );
    const change = growthOf(context);
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

/** How a strategy deploys, in AppConfig's fields: percent and minutes. */
interface Growth {
  readonly growthFactor: number;
  readonly growthType: "LINEAR" | "EXPONENTIAL";
  readonly deploymentDurationInMinutes: number;
  readonly finalBakeTimeInMinutes: number;
}

function growthOf({ environment, settings }: Context): Growth {
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
