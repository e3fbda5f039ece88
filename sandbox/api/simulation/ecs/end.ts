import { runTaskDefinition } from "../../../cloud/deployments/ecs";
import { later } from "../../clock";
import { findBy } from "../../resources";
import type { Account, World } from "../../world";
import { observeTraffic } from "../traffic/observe";
import { goBack } from "./blue-green";
import { SERVICE_DEPLOYMENTS, type ServiceDeployment } from "./deployment";
import { publishChange } from "./state-change";

/** Seconds of a rollback. */
const ROLLS_BACK_IN = 60;

/** Ends a deployment; its tasks stay as they are. */
export function finish(
  world: World,
  account: Account,
  { arn }: ServiceDeployment,
  end: Pick<ServiceDeployment, "status" | "rollout" | "reason">,
): void {
  const finishedAt = world.clock.now().toISOString();
  SERVICE_DEPLOYMENTS.patch(account.cloud, arn, { ...end, finishedAt, dueAt: undefined });
  observeTraffic(world, account);
}

/** Ends a deployment that has failed, and goes back where `rollsBack` says so. */
export async function fail(
  world: World,
  account: Account,
  { arn, id, before, serviceArn, blueGreen }: ServiceDeployment,
  reason: string,
  rollsBack: boolean,
): Promise<void> {
  const now = world.clock.now();
  const changed = SERVICE_DEPLOYMENTS.patch(account.cloud, arn, {
    status: rollsBack ? "ROLLBACK_IN_PROGRESS" : "STOPPED",
    rollout: "FAILED",
    reason,
    failedAt: now.toISOString(),
    dueAt: rollsBack ? later(now, ROLLS_BACK_IN) : undefined,
    ...(!rollsBack && { finishedAt: now.toISOString() }),
  });
  const service = findBy(account, "aws:ecs/service:Service", "arn", serviceArn);
  if (rollsBack && blueGreen) goBack(account, id, blueGreen, now);
  else if (rollsBack && service) {
    runTaskDefinition(account.cloud, service, { taskDefinition: before });
  }
  observeTraffic(world, account);
  await publishChange(world, account, changed, "SERVICE_DEPLOYMENT_FAILED", reason);
}

/** Stops the deployments that one of these alarms stops. */
export async function failOnAlarms(
  world: World,
  account: Account,
  inAlarm: ReadonlySet<string>,
): Promise<void> {
  for (const { state } of SERVICE_DEPLOYMENTS.list(account.cloud)) {
    const triggeredAlarms = state.alarms.filter((each) => inAlarm.has(each));
    if (state.status !== "IN_PROGRESS" || triggeredAlarms.length === 0) continue;
    SERVICE_DEPLOYMENTS.patch(account.cloud, state.arn, { triggeredAlarms });
    await fail(
      world,
      account,
      state,
      "ECS deployment failed: alarm detected.",
      state.rollsBack.onAlarm,
    );
  }
}

/** Stops a deployment because a person asks for it. */
export function stopService(
  world: World,
  account: Account,
  deployment: ServiceDeployment,
  rollBack: boolean,
): Promise<void> {
  return fail(world, account, deployment, "ECS deployment stopped by the user.", rollBack);
}
