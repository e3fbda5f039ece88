import { between, isGiven, type Judged, oneOf, part, type Rules, required } from "./rule";

/** ECS, Lambda and CodeDeploy. Source of each: its Create* or Register* operation. */
export const COMPUTE: Rules = {
  "aws:ecs/service:Service": [
    required("cluster"),
    between("desiredCount", 0, 5000),
    serviceFitsController,
  ],
  "aws:ecs/taskDefinition:TaskDefinition": [
    required("family", "containerDefinitions"),
    oneOf("networkMode", "awsvpc", "bridge", "host", "none"),
    fargateFits,
    ({ inputs: { containerDefinitions }, refuse }) => {
      if (typeof containerDefinitions !== "string") return;
      if (!isList(containerDefinitions)) {
        refuse("containerDefinitions", containerDefinitions, "a JSON list of containers");
      }
    },
  ],
  "aws:lambda/function:Function": [
    required("role"),
    between("memorySize", 128, 10_240),
    between("timeout", 1, 900),
    oneOf("packageType", "Zip", "Image"),
    packageFits,
  ],
  "aws:lambda/eventSourceMapping:EventSourceMapping": [
    required("functionName"),
    between("batchSize", 1, 10_000),
    between("maximumBatchingWindowInSeconds", 0, 300),
  ],
  "aws:codedeploy/deploymentGroup:DeploymentGroup": [
    required("appName", "deploymentGroupName", "serviceRoleArn"),
    deploymentGroupFits,
  ],
};

/** Source: ECS API reference, DeploymentCircuitBreaker and DeploymentAlarms. */
function serviceFitsController({ inputs, refuse }: Judged): void {
  if (part(inputs.deploymentController)?.type !== "CODE_DEPLOY") return;
  for (const property of ["deploymentCircuitBreaker", "alarms"]) {
    if (isGiven(inputs[property])) {
      refuse(property, inputs[property], "none, as CodeDeploy moves the service");
    }
  }
}

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

function packageFits({ inputs, refuse }: Judged): void {
  if ((inputs.packageType ?? "Zip") !== "Zip") return;
  for (const property of ["handler", "runtime"]) {
    if (!isGiven(inputs[property])) refuse(property, undefined, "a value, as it ships as a zip");
  }
}

function deploymentGroupFits({ inputs, refuse }: Judged): void {
  const alarms = part(inputs.alarmConfiguration)?.alarms;
  if (Array.isArray(alarms) && alarms.length > 10) {
    refuse("alarmConfiguration.alarms", alarms, "at most 10");
  }
  const ending = part(
    part(inputs.blueGreenDeploymentConfig)?.terminateBlueInstancesOnDeploymentSuccess,
  );
  const wait = ending?.terminationWaitTimeInMinutes;
  if (typeof wait === "number" && (wait < 0 || wait > 2880)) {
    const field = "blueGreenDeploymentConfig.terminateBlueInstancesOnDeploymentSuccess";
    refuse(`${field}.terminationWaitTimeInMinutes`, wait, "from 0 to 2880");
  }
}

function isList(text: string): boolean {
  try {
    return Array.isArray(JSON.parse(text));
  } catch {
    return false;
  }
}
