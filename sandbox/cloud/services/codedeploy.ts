import { hasUnknown, UNKNOWN } from "../../../infra/unknown";
import { uuid } from "../identifiers";
import type { Properties } from "../record";
import type { ResourceTypes } from "../resource-type";
import { oneOf, required, type Validation } from "../validators";
import { isGiven, objectOf } from "../values";

/** Most alarms of one deployment group. Source: CodeDeploy API, AlarmConfiguration. */
const ALARMS = 10;

/** Longest wait before the old tasks end, in minutes. Source: CodeDeploy API. */
const TERMINATION_WAIT = 2880;

const ROLLBACK_EVENTS = [
  "DEPLOYMENT_FAILURE",
  "DEPLOYMENT_STOP_ON_ALARM",
  "DEPLOYMENT_STOP_ON_REQUEST",
];

/** CodeDeploy. Source of each limit: its Create* operation. */
export const CODEDEPLOY: ResourceTypes = {
  "aws:codedeploy/application:Application": {
    outputs: (request) => {
      const applicationId = uuid(request);
      const arn = request.arn("codedeploy", `application:${request.text("name")}`);
      return { id: `${applicationId}:${request.text("name")}`, applicationId, arn };
    },
    immutable: ["computePlatform"],
    uniqueBy: ["name"],
  },
  "aws:codedeploy/deploymentConfig:DeploymentConfig": {
    outputs: (request) => {
      const name = request.text("deploymentConfigName");
      const arn = request.arn("codedeploy", `deploymentconfig:${name}`);
      return { id: name, deploymentConfigId: uuid(request), arn };
    },
    validate: [oneOf("computePlatform", "ECS", "Lambda", "Server"), checkTrafficRouting],
    immutable: { allBut: [] },
  },
  "aws:codedeploy/deploymentGroup:DeploymentGroup": {
    outputs: (request) => {
      const id = uuid(request);
      const path = `${request.text("appName")}/${request.text("deploymentGroupName")}`;
      return {
        id,
        deploymentGroupId: id,
        arn: request.arn("codedeploy", `deploymentgroup:${path}`),
      };
    },
    validate: [required("appName", "deploymentGroupName", "serviceRoleArn"), checkDeploymentGroup],
    immutable: ["appName"],
    uniqueBy: ["appName", "deploymentGroupName"],
  },
};

/** Source: CodeDeploy API reference, CreateDeploymentConfig and TrafficRoutingConfig. */
function checkTrafficRouting({ inputs, refuse }: Validation): void {
  if (inputs.computePlatform !== "ECS" && inputs.computePlatform !== "Lambda") return;
  if (isGiven(inputs.minimumHealthyHosts)) {
    refuse("minimumHealthyHosts", inputs.minimumHealthyHosts, "none, as there are no hosts");
  }
  if (!isGiven(inputs.trafficRoutingConfig)) refuse("trafficRoutingConfig", undefined, "a value");
  const { type, ...settings } = objectOf(inputs.trafficRoutingConfig) ?? {};
  if (type !== "TimeBasedCanary" && type !== "TimeBasedLinear") return;
  const key = type === "TimeBasedCanary" ? "timeBasedCanary" : "timeBasedLinear";
  const { percentage, interval } = objectOf(settings[key]) ?? {};
  const field = `trafficRoutingConfig.${key}`;
  if (!isGiven(settings[key])) refuse(field, undefined, `a value, as type is ${type}`);
  if (typeof percentage === "number" && (percentage < 1 || percentage > 99)) {
    refuse(`${field}.percentage`, percentage, "from 1 to 99");
  }
  if (typeof interval === "number" && (interval < 1 || interval > 2880)) {
    refuse(`${field}.interval`, interval, "from 1 to 2880 minutes");
  }
}

/** Source: CodeDeploy API, CreateDeploymentGroup. */
function checkDeploymentGroup(validation: Validation): void {
  const { inputs, refuse } = validation;
  const alarms = objectOf(inputs.alarmConfiguration)?.alarms;
  if (Array.isArray(alarms) && alarms.length > ALARMS) {
    refuse("alarmConfiguration.alarms", alarms, `at most ${ALARMS}`);
  }
  const ending = objectOf(
    objectOf(inputs.blueGreenDeploymentConfig)?.terminateBlueInstancesOnDeploymentSuccess,
  );
  const wait = ending?.terminationWaitTimeInMinutes;
  if (typeof wait === "number" && (wait < 0 || wait > TERMINATION_WAIT)) {
    const field = "blueGreenDeploymentConfig.terminateBlueInstancesOnDeploymentSuccess";
    refuse(`${field}.terminationWaitTimeInMinutes`, wait, `from 0 to ${TERMINATION_WAIT}`);
  }
  const events = objectOf(inputs.autoRollbackConfiguration)?.events;
  for (const event of Array.isArray(events) ? events : []) {
    if (event === UNKNOWN || ROLLBACK_EVENTS.includes(event)) continue;
    const want = `one of ${ROLLBACK_EVENTS.join(", ")}`;
    refuse("autoRollbackConfiguration.events", event, want);
  }
  if (isGiven(inputs.ecsService)) checkEcsGroup(validation);
}

/** What CodeDeploy requires of a group for ECS. Source: as above. */
function checkEcsGroup({ inputs, refuse }: Validation): void {
  const { deploymentStyle, blueGreenDeploymentConfig: config, loadBalancerInfo } = inputs;
  const style = objectOf(deploymentStyle) ?? {};
  const blueGreen =
    style.deploymentType === "BLUE_GREEN" && style.deploymentOption === "WITH_TRAFFIC_CONTROL";
  if (!hasUnknown(deploymentStyle) && !blueGreen) {
    refuse("deploymentStyle", deploymentStyle, "BLUE_GREEN and WITH_TRAFFIC_CONTROL, for ECS");
  }
  const { deploymentReadyOption: ready, terminateBlueInstancesOnDeploymentSuccess: ending } =
    objectOf(config) ?? {};
  if (config !== UNKNOWN && !(isGiven(ready) && isGiven(ending))) {
    refuse("blueGreenDeploymentConfig", config, "when to go on and when to end the old tasks");
  }
  if (!isGiven(inputs.deploymentConfigName)) {
    refuse("deploymentConfigName", undefined, "a value: AWS's default is one of EC2");
  }
  const pair = objectOf(loadBalancerInfo)?.targetGroupPairInfo;
  if (loadBalancerInfo !== UNKNOWN && pair !== UNKNOWN)
    checkTargetGroupPair(objectOf(pair) ?? {}, refuse);
}

function checkTargetGroupPair(pair: Properties, refuse: Validation["refuse"]): void {
  const field = "loadBalancerInfo.targetGroupPairInfo";
  const { targetGroups } = pair;
  const two = Array.isArray(targetGroups) && targetGroups.length === 2;
  if (targetGroups !== UNKNOWN && !two) {
    refuse(`${field}.targetGroups`, targetGroups, "two target groups");
  }
  for (const route of ["prodTrafficRoute", "testTrafficRoute"]) {
    const listeners = objectOf(pair[route])?.listenerArns;
    if (Array.isArray(listeners) && listeners.length > 1) {
      refuse(`${field}.${route}.listenerArns`, listeners, "one listener");
    }
  }
}
