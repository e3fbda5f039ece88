import { UNKNOWN } from "../../../infra/unknown";
import { entries, isGiven, type Judged, part } from "./rule";

/** Most alarms of one deployment group. Source: CodeDeploy API, AlarmConfiguration. */
const ALARMS = 10;

/** Longest that the old tasks are kept, in minutes. Source: CodeDeploy API. */
const KEPT = 2880;

const ROLLBACK_EVENTS = [
  "DEPLOYMENT_FAILURE",
  "DEPLOYMENT_STOP_ON_ALARM",
  "DEPLOYMENT_STOP_ON_REQUEST",
];

/** Source: ECS API reference, DeploymentCircuitBreaker, DeploymentAlarms and LoadBalancer. */
export function serviceFitsController({ inputs, refuse }: Judged): void {
  if (part(inputs.deploymentController)?.type !== "CODE_DEPLOY") {
    nativeFits({ inputs, refuse });
    return;
  }
  for (const property of ["deploymentCircuitBreaker", "alarms"]) {
    if (isGiven(inputs[property])) {
      refuse(property, inputs[property], "none, as CodeDeploy moves the service");
    }
  }
  const { loadBalancers } = inputs;
  if (loadBalancers !== UNKNOWN && (!Array.isArray(loadBalancers) || loadBalancers.length !== 1)) {
    refuse("loadBalancers", loadBalancers, "one, as CodeDeploy moves the service");
  }
  if (!["REPLICA", UNKNOWN].includes((inputs.schedulingStrategy ?? "REPLICA") as string)) {
    refuse("schedulingStrategy", inputs.schedulingStrategy, '"REPLICA", as CodeDeploy moves it');
  }
}

/** What a shift by ECS itself needs beside its strategy. Source: ECS API, DeploymentConfiguration. */
function nativeFits({ inputs, refuse }: Pick<Judged, "inputs" | "refuse">): void {
  const { strategy, canaryConfiguration, linearConfiguration } =
    part(inputs.deploymentConfiguration) ?? {};
  const field = "deploymentConfiguration";
  if (strategy === "CANARY" && !isGiven(canaryConfiguration)) {
    refuse(`${field}.canaryConfiguration`, undefined, "a value, as strategy is CANARY");
  }
  if (strategy === "LINEAR" && !isGiven(linearConfiguration)) {
    refuse(`${field}.linearConfiguration`, undefined, "a value, as strategy is LINEAR");
  }
  if (strategy === undefined || strategy === "ROLLING") return;
  for (const [index, balancer] of entries(inputs.loadBalancers)) {
    if (isGiven(balancer.advancedConfiguration)) continue;
    const want = `a value, as strategy is ${String(strategy)}`;
    refuse(`loadBalancers[${index}].advancedConfiguration`, undefined, want);
  }
}

/** Source: CodeDeploy API, CreateDeploymentGroup, and what it demands of a group for ECS. */
export function deploymentGroupFits(judged: Judged): void {
  const { inputs, refuse } = judged;
  const alarms = part(inputs.alarmConfiguration)?.alarms;
  if (Array.isArray(alarms) && alarms.length > ALARMS) {
    refuse("alarmConfiguration.alarms", alarms, `at most ${ALARMS}`);
  }
  const ending = part(
    part(inputs.blueGreenDeploymentConfig)?.terminateBlueInstancesOnDeploymentSuccess,
  );
  const wait = ending?.terminationWaitTimeInMinutes;
  if (typeof wait === "number" && (wait < 0 || wait > KEPT)) {
    const field = "blueGreenDeploymentConfig.terminateBlueInstancesOnDeploymentSuccess";
    refuse(`${field}.terminationWaitTimeInMinutes`, wait, `from 0 to ${KEPT}`);
  }
  const events = part(inputs.autoRollbackConfiguration)?.events;
  for (const event of Array.isArray(events) ? events : []) {
    if (event === UNKNOWN || ROLLBACK_EVENTS.includes(event)) continue;
    const want = `one of ${ROLLBACK_EVENTS.join(", ")}`;
    refuse("autoRollbackConfiguration.events", event, want);
  }
  if (isGiven(inputs.ecsService)) ecsGroupFits(judged);
}

/** What is not known yet fits. */
function ecsGroupFits({ inputs, refuse }: Judged): void {
  const { deploymentStyle, blueGreenDeploymentConfig: config, loadBalancerInfo } = inputs;
  const style = part(deploymentStyle) ?? {};
  const moves =
    style.deploymentType === "BLUE_GREEN" && style.deploymentOption === "WITH_TRAFFIC_CONTROL";
  if (deploymentStyle !== UNKNOWN && !moves) {
    refuse("deploymentStyle", deploymentStyle, "BLUE_GREEN and WITH_TRAFFIC_CONTROL, for ECS");
  }
  const { deploymentReadyOption: ready, terminateBlueInstancesOnDeploymentSuccess: ending } =
    part(config) ?? {};
  if (config !== UNKNOWN && !(isGiven(ready) && isGiven(ending))) {
    refuse("blueGreenDeploymentConfig", config, "when to go on and when to end the old tasks");
  }
  if (!isGiven(inputs.deploymentConfigName)) {
    refuse("deploymentConfigName", undefined, "a value: AWS's default is one of EC2");
  }
  const pair = part(loadBalancerInfo)?.targetGroupPairInfo;
  if (loadBalancerInfo !== UNKNOWN && pair !== UNKNOWN) pairFits(part(pair) ?? {}, refuse);
}

function pairFits(pair: Record<string, unknown>, refuse: Judged["refuse"]): void {
  const field = "loadBalancerInfo.targetGroupPairInfo";
  const { targetGroups } = pair;
  const two = Array.isArray(targetGroups) && targetGroups.length === 2;
  if (targetGroups !== UNKNOWN && !two) {
    refuse(`${field}.targetGroups`, targetGroups, "two target groups");
  }
  for (const route of ["prodTrafficRoute", "testTrafficRoute"]) {
    const listeners = part(pair[route])?.listenerArns;
    if (Array.isArray(listeners) && listeners.length > 1) {
      refuse(`${field}.${route}.listenerArns`, listeners, "one listener");
    }
  }
}
