import { refuseWithoutTraffic, shiftTraffic } from "../../../cloud/deployments/codedeploy";
import { runTaskDefinition } from "../../../cloud/deployments/ecs";
import { pointAlias } from "../../../cloud/deployments/lambda";
import { hexDigits } from "../../../cloud/identifiers";
import type { Entry, Properties } from "../../../cloud/record";
import { findBy } from "../../resources";
import type { Account } from "../../world";
import { putTaskSet, removeTaskSet, taskSetsOf } from "../task-sets";
import type { Deployment, EcsTarget, LambdaTarget } from "./deployment";

const SERVICE = "aws:ecs/service:Service";

/**
 * What a deployment does to what runs, one effect for each kind of target. All of it is in the record,
 * so that a refresh of the program sees it.
 */
export interface Traffic {
  /** New tasks run beside the old ones. */
  install(): void;
  /** Test requests reach the new version. */
  allowTests(): void;
  /** `percent` of the traffic reaches the new version. */
  shift(percent: number): void;
  /** The old tasks are gone. */
  finish(): void;
  /** All traffic is on the old version again, and the new tasks are gone. */
  goBack(): void;
}

/** The effects of a deployment on its account. */
export function trafficOf(account: Account, deployment: Deployment, now: Date): Traffic {
  if (deployment.ecs) return ecsTraffic(account, deployment.ecs, deployment.deploymentId, now);
  if (deployment.lambda) return lambdaTraffic(account, deployment.lambda);
  throw new Error(`${deployment.deploymentId} has no target`);
}

/**
 * The effects on a service of its two target groups, whoever deploys it.
 *
 * @param seed - id of the deployment
 */
export function ecsTraffic(account: Account, target: EcsTarget, seed: string, now: Date): Traffic {
  const { cloud } = account;
  const { live, next, productionListeners, testListeners, taskDefinition } = target;
  const service = () => serviceOf(account, target);
  const digits = BigInt(`0x${hexDigits([seed], 15)}`)
    .toString()
    .padStart(19, "1");
  const id = `ecs-svc/${digits.slice(0, 19)}`;
  const move = (listeners: readonly string[], percent: number) => {
    for (const listener of listeners) shiftTraffic(cloud, { listener, live, next, percent });
  };
  const runs = (arn: string) => {
    const [balancer] = service().state.loadBalancers as Properties[];
    return [{ ...balancer, targetGroupArn: arn }];
  };
  const replacement = () => taskSetsOf(account, service()).find((each) => each.id === id);
  return {
    install() {
      for (const listener of productionListeners) refuseWithoutTraffic(cloud, listener, live);
      putTaskSet(account, {
        id,
        serviceArn: String(service().state.arn),
        taskDefinition,
        targetGroupArn: next,
        desiredCount: Number(service().state.desiredCount),
        status: "ACTIVE",
        createdAt: now.toISOString(),
      });
    },
    allowTests: () => move(testListeners, 100),
    shift(percent) {
      move(productionListeners, percent);
      if (percent < 100) return;
      const created = replacement();
      const [primary] = taskSetsOf(account, service());
      runTaskDefinition(cloud, service(), { taskDefinition, loadBalancers: runs(next) });
      if (created) putTaskSet(account, { ...created, status: "PRIMARY" });
      if (primary) putTaskSet(account, { ...primary, status: "ACTIVE" });
    },
    finish() {
      for (const each of taskSetsOf(account, service()).slice(1)) removeTaskSet(account, each);
    },
    goBack() {
      move([...productionListeners, ...testListeners], 0);
      const [primary, ...others] = taskSetsOf(account, service());
      if (primary?.targetGroupArn === next) {
        const old = others.find(({ targetGroupArn }) => targetGroupArn === live);
        runTaskDefinition(cloud, service(), {
          taskDefinition: old?.taskDefinition ?? service().state.taskDefinition,
          loadBalancers: runs(live),
        });
        if (old) putTaskSet(account, { ...old, status: "PRIMARY" });
        removeTaskSet(account, primary);
        return;
      }
      for (const each of others) removeTaskSet(account, each);
    },
  };
}

function lambdaTraffic({ cloud }: Account, target: LambdaTarget): Traffic {
  const { functionName, alias, currentVersion, targetVersion } = target;
  const point = (version: string, weights?: Record<string, number>) =>
    pointAlias(cloud, { functionName, alias, version, weights });
  return {
    install() {},
    allowTests() {},
    shift(percent) {
      if (percent === 100) point(targetVersion);
      else point(currentVersion, { [targetVersion]: percent / 100 });
    },
    finish() {},
    goBack: () => void point(currentVersion),
  };
}

function serviceOf(account: Account, { serviceName }: EcsTarget): Entry {
  const service = findBy(account, SERVICE, "name", serviceName);
  if (service) return service;
  throw new Error(`${serviceName} does not exist`);
}
