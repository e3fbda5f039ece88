import { runTaskDefinition } from "../../../cloud/deployments/ecs";
import type { Entry } from "../../../cloud/record";
import { objectOf } from "../../../cloud/values";
import { later } from "../../clock";
import type { Account, World } from "../../world";
import { observeTraffic } from "../traffic/observe";
import { type BlueGreen, blueGreenOf, stageOf } from "./blue-green";
import { crashes, FAILS_EVERY, thresholdOf } from "./crashing-tasks";
import {
  goesOn,
  SERVICE_DEPLOYMENTS,
  type ServiceDeployment,
  serviceDeployments,
} from "./deployment";
import { finish } from "./end";

/** Seconds in which ECS replaces tasks: new ones are healthy before old ones end. */
const REPLACES_IN = 120;

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

function dueIn(account: Account, blueGreen: BlueGreen | undefined, taskDefinition: string): number {
  if (blueGreen) return stageOf(blueGreen).seconds;
  return crashes(account, taskDefinition) ? FAILS_EVERY : REPLACES_IN;
}
