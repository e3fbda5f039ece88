import { isDeepStrictEqual } from "node:util";
import { UNKNOWN } from "../../../infra/unknown";
import { idOf, lastSegment } from "../identifiers";
import { ProviderError } from "../provider-error";
import type { Properties } from "../record";
import type { ResourceTypes } from "../resource-type";
import { between, required, type Validation } from "../validators";
import { isGiven, objectOf, objectsIn } from "../values";

/** Tasks that must be healthy while others are replaced, in percent. Source: ECS API, CreateService. */
const MINIMUM_HEALTHY = { least: 0, most: 100, default: 100 };

/** Tasks that may run while others are replaced, in percent. Source: as above. */
const MAXIMUM = { least: 100, most: 200 };

/** What only a deployment changes in a service that CodeDeploy deploys, and AWS's word for it. */
const DEPLOYED = {
  taskDefinition: "task definition",
  loadBalancers: "load balancers",
  networkConfiguration: "network parameters",
  platformVersion: "platform version",
} as const;

/** ECS: clusters and services. Source of each limit: its Create* or Put* operation. */
export const ECS: ResourceTypes = {
  "aws:ecs/cluster:Cluster": {
    outputs: ({ arn, text }) => {
      const cluster = arn("ecs", `cluster/${text("name")}`);
      return { id: cluster, name: text("name"), arn: cluster };
    },
    // The provider's reference, "Import": by name.
    importId: ({ name }) => String(name),
  },
  "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders": {
    outputs: idOf("clusterName"),
  },
  "aws:ecs/service:Service": {
    outputs: ({ account, arn, text }) => {
      const service = arn("ecs", `service/${lastSegment(text("cluster"))}/${text("name")}`);
      const linked = "aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS";
      return { id: service, arn: service, iamRole: `arn:aws:iam::${account}:role/${linked}` };
    },
    validate: [
      required("cluster"),
      between("desiredCount", 0, 5000),
      checkController,
      checkRollingUpdate,
    ],
    immutable: ["cluster", "deploymentController", "launchType", "schedulingStrategy"],
    refuseUpdate: refuseDeployedChange,
  },
};

/** Source: ECS API reference, DeploymentCircuitBreaker, DeploymentAlarms and LoadBalancer. */
function checkController({ inputs, refuse }: Validation): void {
  if (objectOf(inputs.deploymentController)?.type !== "CODE_DEPLOY") {
    checkStrategy({ inputs, refuse });
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

/** What a deployment by ECS needs besides its strategy. Source: ECS API, DeploymentConfiguration. */
function checkStrategy({ inputs, refuse }: Pick<Validation, "inputs" | "refuse">): void {
  const { strategy, canaryConfiguration, linearConfiguration } =
    objectOf(inputs.deploymentConfiguration) ?? {};
  const field = "deploymentConfiguration";
  if (strategy === "CANARY" && !isGiven(canaryConfiguration)) {
    refuse(`${field}.canaryConfiguration`, undefined, "a value, as strategy is CANARY");
  }
  if (strategy === "LINEAR" && !isGiven(linearConfiguration)) {
    refuse(`${field}.linearConfiguration`, undefined, "a value, as strategy is LINEAR");
  }
  if (strategy === undefined || strategy === "ROLLING") return;
  for (const [index, balancer] of objectsIn(inputs.loadBalancers)) {
    if (isGiven(balancer.advancedConfiguration)) continue;
    const want = `a value, as strategy is ${String(strategy)}`;
    refuse(`loadBalancers[${index}].advancedConfiguration`, undefined, want);
  }
}

/** Source: ECS API, CreateService. */
function checkRollingUpdate({ inputs, refuse }: Validation): void {
  const { deploymentMinimumHealthyPercent: minimum, deploymentMaximumPercent: maximum } = inputs;
  for (const [property, value, { least, most }] of [
    ["deploymentMinimumHealthyPercent", minimum, MINIMUM_HEALTHY],
    ["deploymentMaximumPercent", maximum, MAXIMUM],
  ] as const) {
    if (typeof value !== "number" || (value >= least && value <= most)) continue;
    refuse(property, value, `from ${least} to ${most}`);
  }
  if ((minimum ?? MINIMUM_HEALTHY.default) === 100 && maximum === 100) {
    refuse("deploymentMaximumPercent", maximum, "more than 100, or no task could be replaced");
  }
  const alarms = objectOf(inputs.alarms);
  if (!alarms || alarms.enable === false || alarms.alarmNames === UNKNOWN) return;
  if (Array.isArray(alarms.alarmNames) && alarms.alarmNames.length > 0) return;
  refuse("alarms.alarmNames", alarms.alarmNames, "one at least, as alarms are enabled");
}

/** A deployment changes these of a service that CodeDeploy deploys; UpdateService does not. */
function refuseDeployedChange(olds: Properties, news: Properties): void {
  if (objectOf(olds.deploymentController)?.type !== "CODE_DEPLOY") return;
  for (const [property, words] of Object.entries(DEPLOYED)) {
    if (isDeepStrictEqual(olds[property], news[property])) continue;
    throw new ProviderError(
      `InvalidParameterException: Unable to update ${words} on services with a CODE_DEPLOY ` +
        "deployment controller. Use AWS CodeDeploy to trigger a new deployment",
    );
  }
}
