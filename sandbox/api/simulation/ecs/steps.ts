import { later } from "../../clock";
import type { Account, World } from "../../world";
import type { Timer } from "../timer";
import { observeTraffic } from "../traffic/observe";
import { type BlueGreen, enterStage, stageOf } from "./blue-green";
import { crashes, FAILS_EVERY } from "./crashing-tasks";
import { goesOn, SERVICE_DEPLOYMENTS, type ServiceDeployment } from "./deployment";
import { fail, finish } from "./end";
import { CALLED_AGAIN_AFTER, callHooks } from "./lifecycle-hooks";
import { publishChange } from "./state-change";

/** Steps of the deployments that go on. */
export function serviceDeploymentTimers(world: World): Timer[] {
  return world.accounts.flatMap((account) =>
    SERVICE_DEPLOYMENTS.list(account.cloud).flatMap(({ state }) =>
      goesOn(state) && state.dueAt !== undefined
        ? [{ at: new Date(state.dueAt), run: () => goOn(world, account, state) }]
        : [],
    ),
  );
}

async function goOn(world: World, account: Account, deployment: ServiceDeployment): Promise<void> {
  if (deployment.status === "ROLLBACK_IN_PROGRESS") {
    finish(world, account, deployment, {
      status: "ROLLBACK_SUCCESSFUL",
      rollout: "FAILED",
      reason: deployment.reason,
    });
    return;
  }
  if (isDone(account, deployment)) {
    const reason = `ECS deployment ecs-svc/${deployment.id} completed.`;
    finish(world, account, deployment, { status: "SUCCESSFUL", rollout: "COMPLETED", reason });
    return publishChange(world, account, deployment, "SERVICE_DEPLOYMENT_COMPLETED", reason);
  }
  if (deployment.blueGreen && !isScalingBadly(account, deployment, deployment.blueGreen)) {
    return endStage(world, account, deployment, deployment.blueGreen);
  }
  const failedTasks = deployment.failedTasks + 1;
  const dueAt = later(world.clock.now(), FAILS_EVERY);
  SERVICE_DEPLOYMENTS.patch(account.cloud, deployment.arn, { failedTasks, dueAt });
  if (failedTasks < (deployment.failureThreshold ?? Number.POSITIVE_INFINITY)) return;
  const reason = "ECS deployment circuit breaker: tasks failed to start.";
  await fail(world, account, deployment, reason, deployment.rollsBack.onFailure);
}

/** Whether its last stage is over, or the tasks that it replaces are there. */
function isDone(account: Account, { blueGreen, after }: ServiceDeployment): boolean {
  if (blueGreen) return blueGreen.cursor === blueGreen.stages.length - 1;
  return !crashes(account, after);
}

function isScalingBadly(
  account: Account,
  { after }: ServiceDeployment,
  blueGreen: BlueGreen,
): boolean {
  return stageOf(blueGreen).name === "SCALE_UP" && crashes(account, after);
}

/** Ends a stage once its hooks have succeeded. */
async function endStage(
  world: World,
  account: Account,
  deployment: ServiceDeployment,
  blueGreen: BlueGreen,
): Promise<void> {
  const { name } = stageOf(blueGreen);
  switch (await callHooks(world, account, deployment, name)) {
    case "SUCCEEDED":
      return nextStage(world, account, deployment, blueGreen);
    case "IN_PROGRESS": {
      const dueAt = later(world.clock.now(), CALLED_AGAIN_AFTER);
      SERVICE_DEPLOYMENTS.patch(account.cloud, deployment.arn, { dueAt });
      return;
    }
    case "FAILED": {
      const reason = `ECS deployment failed: a lifecycle hook of ${name} failed.`;
      return fail(world, account, deployment, reason, deployment.rollsBack.onFailure);
    }
  }
}

function nextStage(
  world: World,
  account: Account,
  { arn, id }: ServiceDeployment,
  before: BlueGreen,
): void {
  const now = world.clock.now();
  const blueGreen = { ...before, cursor: before.cursor + 1 };
  enterStage(account, id, blueGreen, now);
  const dueAt = later(now, stageOf(blueGreen).seconds);
  SERVICE_DEPLOYMENTS.patch(account.cloud, arn, { blueGreen, dueAt });
  observeTraffic(world, account);
}
