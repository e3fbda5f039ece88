import { deploymentGroupFits, serviceFitsController } from "./blue-green";
import { containersFit } from "./containers";
import { rollingFits } from "./rolling";
import { between, isGiven, type Judged, oneOf, part, type Rules, required } from "./rule";

/** ECS and CodeDeploy. Source of each: its Create* or Register* operation. */
export const COMPUTE: Rules = {
  "aws:ecs/service:Service": [
    required("cluster"),
    between("desiredCount", 0, 5000),
    serviceFitsController,
    rollingFits,
  ],
  "aws:ecs/taskDefinition:TaskDefinition": [
    required("family", "containerDefinitions"),
    oneOf("networkMode", "awsvpc", "bridge", "host", "none"),
    fargateFits,
    containersFit,
    ({ inputs: { containerDefinitions }, refuse }) => {
      if (typeof containerDefinitions !== "string") return;
      if (!isList(containerDefinitions)) {
        refuse("containerDefinitions", containerDefinitions, "a JSON list of containers");
      }
    },
  ],
  "aws:codedeploy/deploymentConfig:DeploymentConfig": [
    oneOf("computePlatform", "ECS", "Lambda", "Server"),
    deploymentConfigFits,
  ],
  "aws:codedeploy/deploymentGroup:DeploymentGroup": [
    required("appName", "deploymentGroupName", "serviceRoleArn"),
    deploymentGroupFits,
  ],
  "aws:appautoscaling/target:Target": [
    required("resourceId", "scalableDimension", "serviceNamespace"),
    ({ inputs: { minCapacity, maxCapacity }, refuse }) => {
      if (Number(minCapacity) > Number(maxCapacity)) {
        refuse("minCapacity", minCapacity, `at most maxCapacity, which is ${maxCapacity}`);
      }
    },
  ],
};

function fargateFits({ inputs, refuse }: Judged): void {
  const compatible = inputs.requiresCompatibilities;
  if (!Array.isArray(compatible) || !compatible.includes("FARGATE")) return;
  if (typeof inputs.networkMode !== "symbol" && inputs.networkMode !== "awsvpc") {
    refuse("networkMode", inputs.networkMode, '"awsvpc", as it runs on Fargate');
  }
  for (const property of ["cpu", "memory"]) {
    if (!isGiven(inputs[property])) refuse(property, undefined, "a value, as it runs on Fargate");
  }
}

/** Source: CodeDeploy API reference, CreateDeploymentConfig and TrafficRoutingConfig. */
function deploymentConfigFits({ inputs, refuse }: Judged): void {
  if (inputs.computePlatform !== "ECS" && inputs.computePlatform !== "Lambda") return;
  if (isGiven(inputs.minimumHealthyHosts)) {
    refuse("minimumHealthyHosts", inputs.minimumHealthyHosts, "none, as there are no hosts");
  }
  if (!isGiven(inputs.trafficRoutingConfig)) refuse("trafficRoutingConfig", undefined, "a value");
  const { type, ...shapes } = part(inputs.trafficRoutingConfig) ?? {};
  const wanted = { TimeBasedCanary: "timeBasedCanary", TimeBasedLinear: "timeBasedLinear" };
  const key = Reflect.get(wanted, String(type)) as string | undefined;
  if (key === undefined) return;
  const { percentage, interval } = part(shapes[key]) ?? {};
  const field = `trafficRoutingConfig.${key}`;
  if (!isGiven(shapes[key])) refuse(field, undefined, `a value, as type is ${type}`);
  if (typeof percentage === "number" && (percentage < 1 || percentage > 99)) {
    refuse(`${field}.percentage`, percentage, "from 1 to 99");
  }
  if (typeof interval === "number" && (interval < 1 || interval > 2880)) {
    refuse(`${field}.interval`, interval, "from 1 to 2880 minutes");
  }
}

function isList(text: string): boolean {
  try {
    return Array.isArray(JSON.parse(text));
  } catch {
    return false;
  }
}
