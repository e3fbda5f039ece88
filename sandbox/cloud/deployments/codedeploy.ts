import { ProviderError } from "../provider-error";
import type { Cloud, Entry, Properties } from "../record";
import { objectOf } from "../values";
import { registerTaskDefinition } from "./ecs";
import { findOne } from "./find-one";

const GROUP = "aws:codedeploy/deploymentGroup:DeploymentGroup";
const SERVICE = "aws:ecs/service:Service";
const RULE = "aws:lb/listenerRule:ListenerRule";
const TARGET_GROUP = "aws:lb/targetGroup:TargetGroup";

/** One deployment of a service by CodeDeploy. */
export interface BlueGreenDeployment {
  /** Name of the deployment group. */
  readonly deploymentGroup: string;
  /** Digest of the new image: `sha256:` and 64 hex digits. */
  readonly digest: string;
  /** How many tasks are to run from then on. */
  readonly desiredCount: number;
  /** Path of the load balancer's health check of the new tasks. @default - as their group has it */
  readonly healthCheckPath?: string;
  /** ARN of the revision that the new one is like. @default - the one that runs */
  readonly template?: string;
  /** Port of the new tasks. @default - that of the tasks that run */
  readonly containerPort?: number;
}

/**
 * Records what a blue/green deployment by CodeDeploy changes: a new revision of the task definition,
 * which the service runs behind its other target group, and all weight on that group in every rule
 * of the two listeners that forwards to the pair (docs/decisions/0007).
 *
 * @throws {ProviderError} as CodeDeploy fails, where a rule does not lead to the tasks that run
 */
export function deployBlueGreen(cloud: Cloud, deployment: BlueGreenDeployment): void {
  const group = findOne(cloud, GROUP, ({ inputs }) => {
    return inputs.deploymentGroupName === deployment.deploymentGroup;
  });
  const pair = objectOf(objectOf(group.inputs.loadBalancerInfo)?.targetGroupPairInfo) ?? {};
  const names = listOf(pair.targetGroups).map(({ name }) => name);
  const targetGroups = cloud.list(TARGET_GROUP).filter(({ inputs }) => names.includes(inputs.name));
  const service = findOne(cloud, SERVICE, ({ inputs }) => {
    return inputs.name === objectOf(group.inputs.ecsService)?.serviceName;
  });
  const [balancer = {}] = listOf(service.state.loadBalancers);
  const live = String(balancer.targetGroupArn);
  const idle = targetGroups.find(({ state }) => state.arn !== live);
  if (idle === undefined)
    throw new Error(`${deployment.deploymentGroup} has no other target group`);
  const next = String(idle.state.arn);
  const { healthCheckPath, containerPort } = deployment;
  if (healthCheckPath !== undefined) {
    cloud.patch(idle, (state) => ({
      ...state,
      healthCheck: { ...objectOf(state.healthCheck), path: healthCheckPath },
    }));
  }

  for (const route of [pair.prodTrafficRoute, pair.testTrafficRoute]) {
    for (const listener of listenersOf(route)) {
      refuseWithoutTraffic(cloud, listener, live);
      shiftTraffic(cloud, { listener, live, next, percent: 100 });
    }
  }
  const taskDefinition = registerTaskDefinition(
    cloud,
    deployment.template ?? String(service.state.taskDefinition),
    deployment.digest,
  );
  cloud.patch(service, (state) => ({
    ...state,
    taskDefinition,
    desiredCount: deployment.desiredCount,
    loadBalancers: [
      { ...balancer, targetGroupArn: next, ...(containerPort !== undefined && { containerPort }) },
    ],
  }));
}

/** A part of the traffic of one listener that moves from one target group to the other. */
export interface Shift {
  /** ARN of the listener. */
  readonly listener: string;
  /** ARN of the target group that had all traffic before. */
  readonly live: string;
  /** ARN of the target group that gets it. */
  readonly next: string;
  /** How much the other group has from now on, 0 to 100. */
  readonly percent: number;
}

/**
 * Refuses to begin where a rule of a listener does not lead to the tasks that run.
 *
 * @throws {ProviderError} as CodeDeploy fails
 */
export function refuseWithoutTraffic(cloud: Cloud, listener: string, live: string): void {
  const rules = rulesTo(cloud, listener, live);
  const lead = rules.every((rule) =>
    targetsOf(rule.state).some(({ arn, weight }) => arn === live && weight !== 0),
  );
  if (rules.length > 0 && lead) return;
  throw new ProviderError(
    "The ELB could not be updated due to the following error: " +
      `Primary taskset target group must be behind listener ${listener}`,
  );
}

/**
 * Records the weights that CodeDeploy gives to a pair of target groups in every rule of a listener that
 * forwards to it: the group without traffic stays in the rule, with no weight.
 */
export function shiftTraffic(cloud: Cloud, { listener, live, next, percent }: Shift): void {
  const targetGroups = [
    { arn: next, weight: percent },
    { arn: live, weight: 100 - percent },
  ];
  const actions = [{ type: "forward", forward: { targetGroups } }];
  for (const rule of rulesTo(cloud, listener, live, next)) {
    cloud.patch(rule, (state) => ({ ...state, actions }));
  }
}

function rulesTo(cloud: Cloud, listener: string, ...targetGroups: readonly string[]): Entry[] {
  return cloud
    .list(RULE)
    .filter(({ state }) => state.listenerArn === listener)
    .filter(({ state }) => targetsOf(state).some(({ arn }) => targetGroups.includes(String(arn))));
}

/** The target groups that a rule forwards to, each with its `arn` and `weight`. */
export function targetsOf(state: Properties): Properties[] {
  return listOf(state.actions).flatMap(({ forward, targetGroupArn }) => [
    ...listOf(objectOf(forward)?.targetGroups),
    ...(targetGroupArn === undefined ? [] : [{ arn: targetGroupArn, weight: 1 }]),
  ]);
}

/** ARNs of the listeners of a traffic route of a deployment group. */
export function listenersOf(route: unknown): string[] {
  const arns = objectOf(route)?.listenerArns;
  return Array.isArray(arns) ? arns.map(String) : [];
}

function listOf(value: unknown): Properties[] {
  return Array.isArray(value) ? (value as Properties[]) : [];
}
