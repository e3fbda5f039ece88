import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../../infra/context";
import type { EcsService } from "../../observe/metrics/tasks";
import { FIRST_COUNT } from "./placeholder-image";

/** Seconds between two changes of the number of tasks, by direction. */
const COOLDOWN = { scaleOutCooldown: 60, scaleInCooldown: 300 };

/** What of it a release sets: between how many tasks it scales, and whether it does. */
const RELEASE_MANAGED = ["minCapacity", "maxCapacity", "suspendedState"];

/** How often the limits of a retired workload are set again, should anybody have raised them. */
const STOP_SCHEDULE = "rate(5 minutes)";

/** What is kept at a value, by adding and removing tasks. */
export type TargetTracking =
  aws.types.input.appautoscaling.PolicyTargetTrackingScalingPolicyConfiguration;

export interface TaskScalingArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** The ECS service that is scaled, by its cluster's name and its own. */
  tasks: EcsService;
  /** Largest number of tasks that scaling starts. */
  max: number;
  /** Scaling policies by component key, the last part of the policy's name. */
  targetTracking: Readonly<Record<string, TargetTracking>>;
  /**
   * Limits of the number of tasks once the workload is retired. Without `maxCapacity`, its tasks stop
   * when its scaling policies find nothing more to do.
   */
  retiredLimits: { readonly minCapacity: 0; readonly maxCapacity?: 0 };
}

/**
 * Makes what scales the tasks of an ECS service. Its least number is none until the first release
 * sets the catalog's: Application Auto Scaling starts that many tasks as soon as it is registered
 * (its user guide, "Scaling activities"), and there is nothing yet that they could run.
 *
 * The limits of a retired workload are set by a scheduled action, not by the program: the limits
 * belong to releases, and a plan knows only those of before the last one. Application Auto Scaling
 * then scales in to them (its user guide, "How scheduled scaling works").
 *
 * @returns the id by which a release sets its limits, and suspends scaling meanwhile
 */
export function taskScaling(
  name: string,
  { context, tasks, max, targetTracking, retiredLimits }: TaskScalingArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const dimension = {
    serviceNamespace: "ecs",
    scalableDimension: "ecs:service:DesiredCount",
  } satisfies Partial<aws.appautoscaling.TargetArgs>;
  const target = new aws.appautoscaling.Target(
    `${name}-scaling`,
    {
      ...dimension,
      resourceId: pulumi.interpolate`service/${tasks.clusterName}/${tasks.serviceName}`,
      minCapacity: FIRST_COUNT,
      maxCapacity: max,
      tags: context.tags("scaling"),
    },
    { ...opts, ignoreChanges: RELEASE_MANAGED },
  );
  for (const [component, each] of Object.entries(targetTracking)) {
    new aws.appautoscaling.Policy(
      `${name}-${component}`,
      {
        name: context.name("aws:appautoscaling/policy:Policy", component),
        policyType: "TargetTrackingScaling",
        ...dimension,
        resourceId: target.resourceId,
        targetTrackingScalingPolicyConfiguration: { ...COOLDOWN, ...each },
      },
      opts,
    );
  }
  if (context.retired) {
    new aws.appautoscaling.ScheduledAction(
      `${name}-stop`,
      {
        name: context.name("aws:appautoscaling/scheduledAction:ScheduledAction", "stop"),
        ...dimension,
        resourceId: target.resourceId,
        schedule: STOP_SCHEDULE,
        scalableTargetAction: retiredLimits,
      },
      opts,
    );
  }
  return target.resourceId;
}
