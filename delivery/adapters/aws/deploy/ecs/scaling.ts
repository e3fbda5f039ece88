import type { ReleaseContractOf } from "../../../../../infra/release/contract";
import type { Target } from "../target";

type Scaled = Target<Pick<ReleaseContractOf<"service" | "worker">, "scaling">>;

const DIMENSION = {
  ServiceNamespace: "ecs",
  ScalableDimension: "ecs:service:DesiredCount",
} as const;

/**
 * Suspends scaling: a service that is scaled while traffic moves is not steady, which fails the deployment
 * (CodeDeploy user guide, "Deployments on an Amazon ECS compute platform").
 */
export async function suspendScaling({ clients, contract }: Scaled): Promise<void> {
  const scaling = await clients.autoScaling();
  await scaling.registerScalableTarget({
    ...DIMENSION,
    ResourceId: contract.scaling.resourceId,
    SuspendedState: suspended(true),
  });
}

/** Takes scaling up again, with the limits that it has. */
export async function resumeScaling({ clients, contract }: Scaled): Promise<void> {
  const scaling = await clients.autoScaling();
  await scaling.registerScalableTarget({
    ...DIMENSION,
    ResourceId: contract.scaling.resourceId,
    SuspendedState: suspended(false),
  });
}

/** Takes scaling up again, with the catalog's limits, which are in force with a release (docs/decisions/0008). */
export async function setLimits({ clients, contract }: Scaled): Promise<void> {
  const { resourceId, minCapacity, maxCapacity } = contract.scaling;
  const scaling = await clients.autoScaling();
  await scaling.registerScalableTarget({
    ...DIMENSION,
    ResourceId: resourceId,
    MinCapacity: minCapacity,
    MaxCapacity: maxCapacity,
    SuspendedState: suspended(false),
  });
}

function suspended(value: boolean) {
  return {
    DynamicScalingInSuspended: value,
    DynamicScalingOutSuspended: value,
    ScheduledScalingSuspended: value,
  };
}
