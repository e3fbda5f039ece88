import { part } from "../limits/rule";
import { ProviderError } from "../provider-error";
import type { Cloud, Properties } from "../record";
import { one } from "./find-one";
import { registerRevision } from "./revision";

const GROUP = "aws:codedeploy/deploymentGroup:DeploymentGroup";
const SERVICE = "aws:ecs/service:Service";
const RULE = "aws:lb/listenerRule:ListenerRule";
const TARGETS = "aws:lb/targetGroup:TargetGroup";

/** One deployment of a service. */
export interface BlueGreen {
  /** Name of the deployment group. */
  readonly deploymentGroup: string;
  /** Digest of the new image: `sha256:` and 64 hex digits. */
  readonly digest: string;
  /** How many tasks are wanted from then on. */
  readonly desiredCount: number;
}

/**
 * Leaves in the record what a release by CodeDeploy leaves: a new revision of the task definition,
 * which the service runs behind its other target group, and every rule on the two listeners that
 * forwards to the pair with all weight on that group (docs/decisions/0007).
 *
 * @throws {Refusal} as CodeDeploy fails, where a rule does not lead to the tasks that run
 */
export function deployBlueGreen(cloud: Cloud, wanted: BlueGreen): void {
  const group = one(cloud, GROUP, ({ inputs }) => {
    return inputs.deploymentGroupName === wanted.deploymentGroup;
  });
  const pair = part(part(group.inputs.loadBalancerInfo)?.targetGroupPairInfo) ?? {};
  const names = listOf(pair.targetGroups).map(({ name }) => name);
  const groups = cloud.list(TARGETS).filter(({ inputs }) => names.includes(inputs.name));
  const service = one(cloud, SERVICE, ({ inputs }) => {
    return inputs.name === part(group.inputs.ecsService)?.serviceName;
  });
  const [balancer = {}] = listOf(service.state.loadBalancers);
  const live = String(balancer.targetGroupArn);
  const next = groups.map(({ state }) => String(state.arn)).find((arn) => arn !== live);
  if (next === undefined) throw new Error(`${wanted.deploymentGroup} has no other target group`);

  for (const route of [pair.prodTrafficRoute, pair.testTrafficRoute]) {
    for (const listener of listenersOf(route)) shift(cloud, listener, live, next);
  }
  const taskDefinition = registerRevision(
    cloud,
    String(service.state.taskDefinition),
    wanted.digest,
  );
  cloud.patch(service, (state) => ({
    ...state,
    taskDefinition,
    desiredCount: wanted.desiredCount,
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
    ...listOf(part(forward)?.targetGroups),
    ...(targetGroupArn === undefined ? [] : [{ arn: targetGroupArn, weight: 1 }]),
  ]);
}

function listenersOf(route: unknown): string[] {
  const arns = part(route)?.listenerArns;
  return Array.isArray(arns) ? arns.map(String) : [];
}

function listOf(value: unknown): Properties[] {
  return Array.isArray(value) ? (value as Properties[]) : [];
}
