import { runTaskDefinition } from "../../../cloud/deployments/ecs";
import type { Entry } from "../../../cloud/record";
import { objectOf } from "../../../cloud/values";
import { findBy } from "../../resources";
import type { Account, World } from "../../world";
import { behaviourOf } from "../behaviours";
import { publishEvent } from "../events/publish";
import { digestOf, findTaskDefinition } from "../revisions";
import type { Timer } from "../timer";
import { observeTraffic } from "../traffic/observe";
import { type BlueGreen, blueGreenOf, enterStage, goBack, stageOf } from "./blue-green";
import {
  goesOn,
  SERVICE_DEPLOYMENTS,
  type ServiceDeployment,
  serviceDeployments,
} from "./deployment";
import { CALLED_AGAIN_AFTER, callHooks } from "./lifecycle-hooks";

/** Seconds in which ECS replaces tasks: new ones are healthy before old ones end. */
const REPLACES_IN = 120;

/** Seconds in which a task that crashes is started again. */
const FAILS_EVERY = 30;

/** Seconds of a rollback. */
const ROLLS_BACK_IN = 60;

/**
 * Failed tasks after which ECS gives up: half of those wanted, but at least 3 and at most 200. Source: ECS
 * developer guide, "How the Amazon ECS deployment circuit breaker detects failures".
 */
function thresholdOf(desiredCount: number): number {
  return Math.min(200, Math.max(3, Math.ceil(desiredCount / 2)));
}

/** Begins to replace the tasks of a service. One that goes on is given up for it. */
export function deployService(
  world: World,
  account: Account,
  service: Entry,
  taskDefinition: string,
): ServiceDeployment {
  const { state } = service;
  const now = world.clock.now();
  const serviceArn = String(state.arn);
  const before = serviceDeployments(account, serviceArn);
  for (const each of before.filter(goesOn)) {
    finish(world, account, each, { status: "STOPPED", rollout: "FAILED", reason: "Superseded." });
  }
  const breaker = objectOf(state.deploymentCircuitBreaker);
  const alarms = objectOf(state.alarms);
  const id = String(before.length + 1).padStart(22, "0");
  const arn = `${serviceArn.replace(":service/", ":service-deployment/")}/${id}`;
  const blueGreen = blueGreenOf(account, service, taskDefinition);
  const deployment: ServiceDeployment = {
    id,
    arn,
    serviceArn,
    clusterArn: String(state.cluster),
    status: "IN_PROGRESS",
    rollout: "IN_PROGRESS",
    reason: `ECS deployment ecs-svc/${id} in progress.`,
    before: String(state.taskDefinition),
    after: taskDefinition,
    failedTasks: 0,
    ...(breaker?.enable === true && { failureThreshold: thresholdOf(Number(state.desiredCount)) }),
    rollsBack: { onFailure: breaker?.rollback === true, onAlarm: alarms?.rollback === true },
    alarms: alarms?.enable === true && Array.isArray(alarms.alarmNames) ? alarms.alarmNames : [],
    triggeredAlarms: [],
    createdAt: now.toISOString(),
    ...(blueGreen && { blueGreen }),
    dueAt: later(now, dueIn(account, blueGreen, taskDefinition)),
  };
  SERVICE_DEPLOYMENTS.put(account.cloud, arn, deployment);
  if (!blueGreen) runTaskDefinition(account.cloud, service, { taskDefinition });
  observeTraffic(world, account);
  return deployment;
}

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

function dueIn(account: Account, blueGreen: BlueGreen | undefined, taskDefinition: string): number {
  if (blueGreen) return stageOf(blueGreen).seconds;
  return crashes(account, taskDefinition) ? FAILS_EVERY : REPLACES_IN;
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

async function fail(
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

function finish(
  world: World,
  account: Account,
  { arn }: ServiceDeployment,
  end: Pick<ServiceDeployment, "status" | "rollout" | "reason">,
): void {
  const finishedAt = world.clock.now().toISOString();
  SERVICE_DEPLOYMENTS.patch(account.cloud, arn, { ...end, finishedAt, dueAt: undefined });
  observeTraffic(world, account);
}

/** Source: ECS developer guide, "Amazon ECS service deployment state change events". */
function publishChange(
  world: World,
  account: Account,
  { serviceArn, id }: ServiceDeployment,
  eventName: string,
  reason: string,
): Promise<void> {
  return publishEvent(world, account, {
    source: "aws.ecs",
    "detail-type": "ECS Deployment State Change",
    resources: [serviceArn],
    detail: {
      eventType: eventName.endsWith("FAILED") ? "ERROR" : "INFO",
      eventName,
      deploymentId: `ecs-svc/${id}`,
      updatedAt: world.clock.now().toISOString(),
      reason,
    },
  });
}

function crashes(account: Account, taskDefinition: string): boolean {
  const revision = findTaskDefinition(account, taskDefinition);
  return revision !== undefined && behaviourOf(account, digestOf(revision)) === "crashing";
}

function later(now: Date, seconds: number): string {
  return new Date(now.getTime() + seconds * 1000).toISOString();
}
