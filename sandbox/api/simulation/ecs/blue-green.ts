import type { ServiceDeploymentLifecycleStage } from "@aws-sdk/client-ecs";
import { targetsOf } from "../../../cloud/deployments/codedeploy";
import type { Entry, Properties } from "../../../cloud/record";
import { objectOf } from "../../../cloud/values";
import { findBy, nameIn } from "../../resources";
import type { Account } from "../../world";
import type { EcsTarget } from "../codedeploy/deployment";
import { ecsTraffic, type Traffic } from "../codedeploy/traffic";
import { hooksAt } from "./hooked-stages";

const RULE = "aws:lb/listenerRule:ListenerRule";

/** One stage of a deployment by ECS with blue and green tasks, or a part of one. */
export interface Stage {
  readonly name: ServiceDeploymentLifecycleStage;
  readonly seconds: number;
  /** Share of production's traffic that the new tasks have from its begin on, in percent. */
  readonly percent: number;
}

/** How a deployment shifts a service's traffic. */
export interface BlueGreen {
  readonly target: EcsTarget;
  readonly stages: readonly Stage[];
  /** Index of the stage that goes on. */
  readonly cursor: number;
}

/** Seconds until new tasks are healthy, and those of a stage that ends at once. */
const SCALES_UP_IN = 90;
const AT_ONCE = 5;

/** The blue/green deployment of a service by its own configuration; `undefined` where ECS replaces its tasks. */
export function blueGreenOf(
  account: Account,
  service: Entry,
  taskDefinition: string,
): BlueGreen | undefined {
  const configuration = objectOf(service.state.deploymentConfiguration) ?? {};
  const shifts = shiftsOf(configuration);
  if (shifts === undefined) return undefined;
  const bake = Number(configuration.bakeTimeInMinutes ?? 0) * 60;
  // A stage in which nothing happens but hooks is passed by where the service has none.
  const hooked = (name: Stage["name"], percent: number): Stage[] =>
    hooksAt(configuration, name).length > 0 ? [{ name, seconds: AT_ONCE, percent }] : [];
  const stages: Stage[] = [
    { name: "RECONCILE_SERVICE", seconds: AT_ONCE, percent: 0 },
    { name: "SCALE_UP", seconds: SCALES_UP_IN, percent: 0 },
    ...hooked("POST_SCALE_UP", 0),
    { name: "TEST_TRAFFIC_SHIFT", seconds: AT_ONCE, percent: 0 },
    ...hooked("POST_TEST_TRAFFIC_SHIFT", 0),
    ...shifts.map((each) => ({ name: "PRODUCTION_TRAFFIC_SHIFT" as const, ...each })),
    ...hooked("POST_PRODUCTION_TRAFFIC_SHIFT", 100),
    { name: "BAKE_TIME", seconds: bake, percent: 100 },
    { name: "CLEAN_UP", seconds: AT_ONCE, percent: 100 },
  ];
  return { target: targetOf(account, service, taskDefinition), stages, cursor: 0 };
}

/** What a stage does to what runs. */
export function enterStage(account: Account, seed: string, blueGreen: BlueGreen, now: Date): void {
  const { name, percent } = stageOf(blueGreen);
  const traffic = trafficOf(account, seed, blueGreen, now);
  if (name === "SCALE_UP") traffic.install();
  if (name === "TEST_TRAFFIC_SHIFT") traffic.allowTests();
  if (name === "PRODUCTION_TRAFFIC_SHIFT") traffic.shift(percent);
  if (name === "CLEAN_UP") traffic.finish();
}

/** All traffic is on the old tasks again. */
export function goBack(account: Account, seed: string, blueGreen: BlueGreen, now: Date): void {
  trafficOf(account, seed, blueGreen, now).goBack();
}

/** The stage that goes on. */
export function stageOf({ stages, cursor }: BlueGreen): Stage {
  const stage = stages[cursor];
  if (stage === undefined) throw new Error(`there is no stage ${cursor}`);
  return stage;
}

function trafficOf(account: Account, seed: string, { target }: BlueGreen, now: Date): Traffic {
  return ecsTraffic(account, target, seed, now);
}

/** Shares of traffic and their seconds. Source: ECS API, DeploymentConfiguration; bake times are minutes. */
function shiftsOf({ strategy, canaryConfiguration, linearConfiguration }: Properties) {
  const all = { seconds: AT_ONCE, percent: 100 };
  const canary = objectOf(canaryConfiguration) ?? {};
  const linear = objectOf(linearConfiguration) ?? {};
  switch (strategy) {
    case "BLUE_GREEN":
      return [all];
    case "CANARY": {
      const seconds = Number(canary.canaryBakeTimeInMinutes) * 60;
      return [{ seconds, percent: Number(canary.canaryPercent) }, all];
    }
    case "LINEAR": {
      const [step, seconds] = [
        Number(linear.stepPercent),
        Number(linear.stepBakeTimeInMinutes) * 60,
      ];
      const before = Math.ceil(100 / step) - 1;
      const parts = Array.from({ length: before }, (_, index) => ({
        seconds,
        percent: step * (index + 1),
      }));
      return [...parts, all];
    }
    default:
      return undefined;
  }
}

function targetOf(account: Account, service: Entry, taskDefinition: string): EcsTarget {
  const [balancer = {}] = (service.inputs.loadBalancers ?? []) as Properties[];
  const { alternateTargetGroupArn, productionListenerRule, testListenerRule } =
    objectOf(balancer.advancedConfiguration) ?? {};
  const rule = findBy(account, RULE, "arn", productionListenerRule);
  const weights = new Map(targetsOf(rule?.state ?? {}).map(({ arn, weight }) => [arn, weight]));
  const [blue, green] = [String(balancer.targetGroupArn), String(alternateTargetGroupArn)];
  const isGreenLive = Number(weights.get(green) ?? 0) > 0;
  const listenerOf = (arn: unknown) => String(findBy(account, RULE, "arn", arn)?.state.listenerArn);
  return {
    cluster: nameIn(service.state.cluster),
    serviceName: String(service.state.name),
    taskDefinition,
    live: isGreenLive ? green : blue,
    next: isGreenLive ? blue : green,
    productionListeners: [listenerOf(productionListenerRule)],
    testListeners: [listenerOf(testListenerRule)],
  };
}
