import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Scope } from "../../../infra/scope";
import type { EcsService } from "../../observe/metrics/tasks";

/** Seconds between two changes of the number of tasks, by direction. */
const COOLDOWN = { scaleOutCooldown: 60, scaleInCooldown: 300 };

/** What is kept at a value, by adding and removing tasks. */
export type Tracked = aws.types.input.appautoscaling.PolicyTargetTrackingScalingPolicyConfiguration;

export interface TaskScalingArgs {
  /** The workload's scope. */
  scope: Scope;
  tasks: EcsService;
  /** Fewest tasks. */
  min: number;
  /** Most tasks. */
  max: number;
  /** By component, the last part of the policy's name. */
  tracked: Readonly<Record<string, Tracked>>;
}

/**
 * Makes what scales the tasks of an ECS service.
 *
 * @returns the id by which delivery suspends scaling while it releases
 */
export function taskScaling(
  name: string,
  { scope, tasks, min, max, tracked }: TaskScalingArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const dimension = {
    ...{ serviceNamespace: "ecs", scalableDimension: "ecs:service:DesiredCount" },
  };
  const target = new aws.appautoscaling.Target(
    `${name}-scaling`,
    {
      ...dimension,
      resourceId: pulumi.interpolate`service/${tasks.clusterName}/${tasks.serviceName}`,
      ...{ minCapacity: min, maxCapacity: max },
      tags: scope.tags("scaling"),
    },
    // A deployment suspends scaling, and takes it up again.
    { ...opts, ignoreChanges: ["suspendedState"] },
  );
  for (const [component, each] of Object.entries(tracked)) {
    new aws.appautoscaling.Policy(
      `${name}-${component}`,
      {
        name: scope.name("aws:appautoscaling/policy:Policy", component),
        policyType: "TargetTrackingScaling",
        ...{ ...dimension, resourceId: target.resourceId },
        targetTrackingScalingPolicyConfiguration: { ...COOLDOWN, ...each },
      },
      opts,
    );
  }
  return target.resourceId;
}
