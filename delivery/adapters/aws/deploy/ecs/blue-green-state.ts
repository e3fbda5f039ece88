import type { ServiceDeployment, ServiceDeploymentLifecycleStage } from "@aws-sdk/client-ecs";
import type { Deployment, DeploymentStep } from "../../../../ports/deployer";

/** Stages of a deployment with blue and green tasks, in their order (ECS API, ServiceDeployment). */
const STAGES = [
  "RECONCILE_SERVICE",
  "PRE_SCALE_UP",
  "SCALE_UP",
  "POST_SCALE_UP",
  "TEST_TRAFFIC_SHIFT",
  "POST_TEST_TRAFFIC_SHIFT",
  "PRODUCTION_TRAFFIC_SHIFT",
  "POST_PRODUCTION_TRAFFIC_SHIFT",
  "BAKE_TIME",
  "CLEAN_UP",
] as const satisfies readonly ServiceDeploymentLifecycleStage[];

/** Place of the first stage in which all traffic is on the new tasks, and all its shifts are over. */
const SHIFTED = STAGES.indexOf("BAKE_TIME");

/** What new tasks have of production's traffic now, in percent. */
export function productionPercentOf({ targetServiceRevision }: ServiceDeployment): number {
  return targetServiceRevision?.requestedProductionTrafficWeight ?? 0;
}

/**
 * A deployment of ECS's as it is now. It has succeeded once all traffic has shifted: for as long as ECS bakes it, it
 * keeps the old tasks, and stopping it is the fastest rollback.
 *
 * @param productionPercent - largest share that the new tasks have had
 */
export function blueGreenState(
  id: string,
  found: ServiceDeployment,
  productionPercent: number,
): Deployment {
  const { status, statusReason: reason = "ECS gives no reason", rollback, finishedAt } = found;
  const at = found.lifecycleStage === undefined ? -1 : STAGES.indexOf(found.lifecycleStage);
  const deployment = (state: Deployment["state"]): Deployment => ({
    id,
    state,
    productionPercent: state === "succeeded" ? 100 : productionPercent,
    steps: stepsOf(at, state),
  });
  const broken = (state: "rolled-back" | "failed"): Deployment => {
    const brokenAt = rollback?.startedAt ?? finishedAt;
    const failed = { ...deployment(state), reason };
    return brokenAt === undefined ? failed : { ...failed, brokenAt: brokenAt.toISOString() };
  };
  switch (status) {
    case "SUCCESSFUL":
      return deployment("succeeded");
    case "ROLLBACK_SUCCESSFUL":
      return broken("rolled-back");
    case "STOPPED":
    case "ROLLBACK_FAILED":
      return broken("failed");
    case "IN_PROGRESS":
      return deployment(at >= SHIFTED ? "succeeded" : "in-progress");
    default:
      return deployment("in-progress");
  }
}

function stepsOf(at: number, state: Deployment["state"]): DeploymentStep[] {
  const isOver = state === "succeeded";
  const here = state === "in-progress" ? "in-progress" : "failed";
  return STAGES.map((name, index) => {
    if (isOver || index < at) return { name, state: "succeeded" };
    return { name, state: index === at ? here : "pending" };
  });
}
