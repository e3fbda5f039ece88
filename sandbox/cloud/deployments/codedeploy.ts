import { ProviderError } from "../provider-error";
import type { Cloud, Properties } from "../record";
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
  const next = targetGroups.map(({ state }) => String(state.arn)).find((arn) => arn !== live);
  if (next === undefined)
    throw new Error(`${deployment.deploymentGroup} has no other target group`);

  for (const route of [pair.prodTrafficRoute, pair.testTrafficRoute]) {
    for (const listener of listenersOf(route)) shift(cloud, listener, live, next);
  }
  const taskDefinition = registerTaskDefinition(
    cloud,
    String(service.state.taskDefinition),
    deployment.digest,
  );
  cloud.patch(service, (state) => ({
    ...state,
    taskDefinition,
    desiredCount: deployment.desiredCount,
    loadBalancers: [{ ...balancer, targetGroupArn: next }],
  }));
}

function shift(cloud: Cloud, listener: string, live: string, next: string): void {
  const rules = cloud
    .list(RULE)
    .filter(({ inputs }) => inputs.listenerArn === listener)
    .filter(({ state }) => targetsOf(state).some(({ arn }) => arn === live || arn === next));
  const behind = rules.every(({ state }) =>
    targetsOf(state).some(({ arn, weight }) => arn === live && weight !== 0),
  );
  if (rules.length === 0 || !behind) {
    throw new ProviderError(
      "The ELB could not be updated due to the following error: " +
        `Primary taskset target group must be behind listener ${listener}`,
    );
  }
  for (const rule of rules) {
    cloud.patch(rule, (state) => ({ ...state, actions: [forwardTo(next, live)] }));
  }
}

/** The action that CodeDeploy leaves: the group without traffic stays in it, with no weight. */
function forwardTo(next: string, live: string): Properties {
  return {
    type: "forward",
    forward: {
      targetGroups: [
        { arn: next, weight: 100 },
        { arn: live, weight: 0 },
      ],
    },
  };
}

function targetsOf(state: Properties): Properties[] {
  return listOf(state.actions).flatMap(({ forward, targetGroupArn }) => [
    ...listOf(objectOf(forward)?.targetGroups),
    ...(targetGroupArn === undefined ? [] : [{ arn: targetGroupArn, weight: 1 }]),
  ]);
}

function listenersOf(route: unknown): string[] {
  const arns = objectOf(route)?.listenerArns;
  return Array.isArray(arns) ? arns.map(String) : [];
}

function listOf(value: unknown): Properties[] {
  return Array.isArray(value) ? (value as Properties[]) : [];
}
