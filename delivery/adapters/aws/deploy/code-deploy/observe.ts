import type { DeploymentInfo, DeploymentTarget, LifecycleEvent } from "@aws-sdk/client-codedeploy";
import type { Deployment, DeploymentStep } from "../../../../ports/deployer";
import { isNamed } from "../../errors";
import type { CodeDeployed } from "./code-deployed";
import { sharedTraffic } from "./shared-traffic";

const STEP_STATES = {
  Pending: "pending",
  InProgress: "in-progress",
  Succeeded: "succeeded",
  Failed: "failed",
  Skipped: "skipped",
  Unknown: "pending",
} as const satisfies Record<NonNullable<LifecycleEvent["status"]>, DeploymentStep["state"]>;

/** A deployment, and since when its new version has traffic. */
export interface Observed {
  readonly deployment: Deployment;
  /** @default - it has had none */
  readonly trafficSince?: Date;
  /** Whether it brings an older version back. */
  readonly isRollback: boolean;
  /** Version of a function that had all traffic before. @default - it is no function's */
  readonly versionBefore?: string;
}

/**
 * A deployment of CodeDeploy's as it is now. It has succeeded once its last event has: CodeDeploy itself calls
 * it in progress for as long as it keeps the old tasks, and while it does, stopping it is the fastest rollback.
 */
export async function observeDeployment(target: CodeDeployed, id: string): Promise<Observed> {
  const info = await infoOf(target, id);
  const targets = await targetsOf(target, id);
  const events = targets.flatMap(
    ({ ecsTarget, lambdaTarget }) => (ecsTarget ?? lambdaTarget)?.lifecycleEvents ?? [],
  );
  const versionBefore = targets[0]?.lambdaTarget?.lambdaFunctionInfo?.currentVersion;
  const traffic = await sharedTraffic(target, info, events);
  const { rollbackDeploymentId: rollbackId } = info.rollbackInfo ?? {};
  const { code, message } = info.errorInformation ?? {};
  return {
    deployment: {
      id,
      state: await stateOf(target, info, events),
      productionPercent: traffic.percent,
      steps: events.map(({ lifecycleEventName: name = "", status = "Unknown" }) => ({
        name,
        state: STEP_STATES[status],
      })),
      ...(code !== undefined && { reason: `${code}: ${message}` }),
      ...(hasEndedBadly(info) &&
        info.completeTime && { brokenAt: info.completeTime.toISOString() }),
      ...(rollbackId !== undefined && { rollbackId }),
    },
    ...(traffic.since && { trafficSince: traffic.since }),
    isRollback: isRollback(info),
    ...(versionBefore !== undefined && { versionBefore }),
  };
}

/** @throws {Error} if CodeDeploy does not have it */
export async function infoOf({ clients }: CodeDeployed, id: string): Promise<DeploymentInfo> {
  const codeDeploy = await clients.codeDeploy();
  const { deploymentInfo } = await codeDeploy.getDeployment({ deploymentId: id });
  if (deploymentInfo === undefined) throw new Error(`CodeDeploy says nothing of ${id}`);
  return deploymentInfo;
}

/** Whether a deployment has ended without what it was to bring. */
export function hasEndedBadly({ status }: DeploymentInfo): boolean {
  return status === "Failed" || status === "Stopped";
}

function isRollback({ creator, description }: DeploymentInfo): boolean {
  return creator === "codeDeployRollback" || description?.startsWith("rollback of ") === true;
}

async function stateOf(
  target: CodeDeployed,
  info: DeploymentInfo,
  events: readonly LifecycleEvent[],
): Promise<Deployment["state"]> {
  if (hasEndedBadly(info)) {
    const { rollbackDeploymentId: rollback } = info.rollbackInfo ?? {};
    if (rollback === undefined) return "failed";
    const { status } = await infoOf(target, rollback);
    if (status === "Succeeded") return "rolled-back";
    return status === "Failed" || status === "Stopped" ? "failed" : "in-progress";
  }
  const isDone = ({ status }: LifecycleEvent) => status === "Succeeded" || status === "Skipped";
  const allDone = events.length > 0 && events.every(isDone);
  return info.status === "Succeeded" || allDone ? "succeeded" : "in-progress";
}

/** Empty until CodeDeploy has begun with it. */
async function targetsOf(
  { clients }: CodeDeployed,
  deploymentId: string,
): Promise<readonly DeploymentTarget[]> {
  const codeDeploy = await clients.codeDeploy();
  try {
    const { targetIds = [] } = await codeDeploy.listDeploymentTargets({ deploymentId });
    if (targetIds.length === 0) return [];
    const { deploymentTargets = [] } = await codeDeploy.batchGetDeploymentTargets({
      deploymentId,
      targetIds,
    });
    return deploymentTargets;
  } catch (error) {
    const notYet = ["DeploymentNotStartedException", "DeploymentTargetDoesNotExistException"];
    if (isNamed(error, ...notYet)) return [];
    throw error;
  }
}
