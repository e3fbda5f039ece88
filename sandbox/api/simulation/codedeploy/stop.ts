import { randomBytes } from "node:crypto";
import { later } from "../../clock";
import type { Account, World } from "../../world";
import { observeTraffic } from "../traffic/observe";
import { DEPLOYMENTS, type Deployment, type DeploymentError, isRunning } from "./deployment";
import { eventsAtEnd, pendingEvents } from "./events";
import type { Step } from "./lifecycle";
import { publishState } from "./state-change";
import { trafficOf } from "./traffic";

/** Seconds from a stop until the old version has all traffic: 23 were measured on AWS. */
const ROLLBACK = 21;

/** A new id, as CodeDeploy makes them: `d-` and nine letters and digits. */
export function newDeploymentId(): string {
  return `d-${randomBytes(5).toString("hex").slice(0, 9).toUpperCase()}`;
}

/** Ends a deployment that has failed, and rolls it back where its group says so. */
export function failDeployment(
  world: World,
  account: Account,
  id: string,
  error: DeploymentError,
): Promise<void> {
  return end(world, account, id, { status: "Failed", error, event: "DEPLOYMENT_FAILURE" });
}

/** Stops the deployments that one of these alarms stops. */
export async function stopOnAlarms(
  world: World,
  account: Account,
  inAlarm: ReadonlySet<string>,
): Promise<void> {
  for (const { state } of DEPLOYMENTS.list(account.cloud)) {
    const alarms = state.alarms.filter((each) => inAlarm.has(each));
    if (!isRunning(state) || alarms.length === 0) continue;
    const message = `One or more alarms have been activated according to the Amazon CloudWatch metrics you selected, and the affected deployments have been stopped. Activated alarms: <${alarms.join(", ")}>`;
    await end(world, account, state.deploymentId, {
      status: "Stopped",
      error: { code: "ALARM_ACTIVE", message },
      event: "DEPLOYMENT_STOP_ON_ALARM",
    });
  }
}

/**
 * Stops a deployment because a person asks for it.
 *
 * @param rollBack - whether it goes back; else what its group says
 */
export function stopOnRequest(
  world: World,
  account: Account,
  id: string,
  rollBack?: boolean,
): Promise<void> {
  const message = "The deployment was stopped by the user.";
  const error = { code: "MANUAL_STOP" as const, message };
  return end(world, account, id, {
    status: "Stopped",
    error,
    event: rollBack ? undefined : "DEPLOYMENT_STOP_ON_REQUEST",
  });
}

interface End {
  readonly status: "Failed" | "Stopped";
  readonly error: DeploymentError;
  /** Event after which the group may roll back; without one it does. */
  readonly event: string | undefined;
}

async function end(world: World, account: Account, id: string, { status, error, event }: End) {
  const now = world.clock.now();
  const deployment = DEPLOYMENTS.get(account.cloud, id);
  if (!deployment) return;
  const rollsBack = event === undefined || deployment.rollbackEvents.includes(event);
  const rollback = rollsBack ? rollbackOf(deployment, error.message, now) : undefined;
  DEPLOYMENTS.patch(account.cloud, id, {
    status,
    completeTime: now.toISOString(),
    dueAt: undefined,
    events: eventsAtEnd(deployment, now),
    errorInformation: error,
    ...(rollback && {
      percent: 0,
      rollbackInfo: {
        rollbackDeploymentId: rollback.deploymentId,
        rollbackMessage: "Automatic rollback was triggered.",
      },
    }),
  });
  if (rollback) {
    trafficOf(account, deployment, now).goBack();
    DEPLOYMENTS.put(account.cloud, rollback.deploymentId, rollback);
  }
  observeTraffic(world, account);
  await publishState(world, account, id, status === "Failed" ? "FAILURE" : "STOP");
  if (rollback) await publishState(world, account, rollback.deploymentId, "START");
}

/** A rollback is a deployment of its own, that shifts all at once. */
function rollbackOf(deployment: Deployment, reason: string, now: Date): Deployment {
  const { platform, deploymentId } = deployment;
  const steps: Step[] = [{ kind: "work", event: "AllowTraffic", seconds: ROLLBACK }];
  const startTime = now.toISOString();
  return {
    ...deployment,
    deploymentId: newDeploymentId(),
    deploymentConfigName: `CodeDeployDefault.${platform}AllAtOnce`,
    creator: "codeDeployRollback",
    description: reason,
    status: "InProgress",
    createTime: startTime,
    startTime,
    steps,
    cursor: 0,
    dueAt: later(now, ROLLBACK),
    hookExecutionId: undefined,
    hookReport: undefined,
    events: pendingEvents(steps).map((each) => ({ ...each, status: "InProgress", startTime })),
    percent: 0,
    alarms: [],
    rollbackInfo: { rollbackTriggeringDeploymentId: deploymentId },
  };
}
