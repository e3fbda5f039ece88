import {
  type ComputePlatform,
  GetApplicationCommand,
  GetDeploymentConfigCommand,
  GetDeploymentGroupCommand,
} from "@aws-sdk/client-codedeploy";
import type { Properties } from "../../../cloud/record";
import { objectOf } from "../../../cloud/values";
import { arnOf, type Call } from "../../call";
import { operation } from "../../operation";
import { findBy } from "../../resources";
import { ServiceError } from "../../service-error";
import { predefinedRouting, type Routing } from "../../simulation/codedeploy/lifecycle";

const APPLICATION = "aws:codedeploy/application:Application";
const GROUP = "aws:codedeploy/deploymentGroup:DeploymentGroup";
const CONFIG = "aws:codedeploy/deploymentConfig:DeploymentConfig";

const GET_APPLICATION = operation(GetApplicationCommand, {
  asks: ({ applicationName }, call) => [
    {
      action: "codedeploy:GetApplication",
      resource: arnOf(call, "codedeploy", `application:${applicationName}`),
    },
  ],
  handle({ applicationName }, { account }) {
    const state = findBy(account, APPLICATION, "name", applicationName)?.state;
    if (!state) throw missing("Application", applicationName);
    const computePlatform: ComputePlatform = state.computePlatform === "ECS" ? "ECS" : "Lambda";
    return {
      application: {
        applicationId: String(state.applicationId),
        applicationName,
        computePlatform,
      },
    };
  },
});

const GET_DEPLOYMENT_GROUP = operation(GetDeploymentGroupCommand, {
  asks: ({ applicationName, deploymentGroupName }, call) => [
    {
      action: "codedeploy:GetDeploymentGroup",
      resource: groupArn(call, applicationName, deploymentGroupName),
    },
  ],
  handle({ applicationName, deploymentGroupName }, call) {
    const state = groupNamed(call, applicationName, deploymentGroupName);
    const alarms = objectOf(state.alarmConfiguration);
    const rollback = objectOf(state.autoRollbackConfiguration);
    return {
      deploymentGroupInfo: {
        applicationName,
        deploymentGroupName,
        deploymentGroupId: String(state.deploymentGroupId),
        deploymentConfigName: String(state.deploymentConfigName),
        serviceRoleArn: String(state.serviceRoleArn),
        ...(alarms && {
          alarmConfiguration: {
            enabled: alarms.enabled === true,
            ignorePollAlarmFailure: alarms.ignorePollAlarmFailure === true,
            alarms: textsIn(alarms.alarms).map((name) => ({ name })),
          },
        }),
        ...(rollback && {
          autoRollbackConfiguration: { enabled: rollback.enabled === true },
        }),
      },
    };
  },
});

const GET_DEPLOYMENT_CONFIG = operation(GetDeploymentConfigCommand, {
  asks: ({ deploymentConfigName }, call) => [
    {
      action: "codedeploy:GetDeploymentConfig",
      resource: arnOf(call, "codedeploy", `deploymentconfig:${deploymentConfigName}`),
    },
  ],
  handle({ deploymentConfigName = "" }, call) {
    const routing = routingOf(call, deploymentConfigName);
    const { type } = routing;
    const own =
      routing.type === "AllAtOnce"
        ? undefined
        : {
            linearPercentage: routing.percentage,
            linearInterval: routing.interval,
            canaryPercentage: routing.percentage,
            canaryInterval: routing.interval,
          };
    return {
      deploymentConfigInfo: {
        deploymentConfigName,
        trafficRoutingConfig: {
          type,
          ...(own && type === "TimeBasedCanary" && { timeBasedCanary: own }),
          ...(own && type === "TimeBasedLinear" && { timeBasedLinear: own }),
        },
      },
    };
  },
});

export const GROUPS = [GET_APPLICATION, GET_DEPLOYMENT_CONFIG, GET_DEPLOYMENT_GROUP];

/** ARN of a deployment group. */
export function groupArn(call: Call, application: unknown, group: unknown): string {
  return arnOf(call, "codedeploy", `deploymentgroup:${application}/${group}`);
}

/**
 * What the account holds of a deployment group.
 *
 * @throws {ServiceError} if it, or the application, does not exist
 */
export function groupNamed({ account }: Call, application: unknown, group: unknown): Properties {
  if (!findBy(account, APPLICATION, "name", application)) throw missing("Application", application);
  const found = account.cloud
    .list(GROUP)
    .find(({ state }) => state.appName === application && state.deploymentGroupName === group);
  if (found) return found.state;
  throw missing("DeploymentGroup", group);
}

/**
 * How a deployment config moves traffic.
 *
 * @throws {ServiceError} if it does not exist
 */
export function routingOf({ account }: Call, name: string): Routing {
  const predefined = predefinedRouting(name);
  if (predefined) return predefined;
  const config = findBy(account, CONFIG, "deploymentConfigName", name)?.state;
  if (!config) throw missing("DeploymentConfig", name);
  const routing = objectOf(config.trafficRoutingConfig) ?? {};
  const timed = objectOf(routing.timeBasedCanary) ?? objectOf(routing.timeBasedLinear);
  if (routing.type === "AllAtOnce" || !timed) return { type: "AllAtOnce" };
  return {
    type: routing.type === "TimeBasedCanary" ? "TimeBasedCanary" : "TimeBasedLinear",
    percentage: Number(timed.percentage),
    interval: Number(timed.interval),
  };
}

/** A list of texts; `[]` where it is none. */
export function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function missing(what: string, name: unknown): ServiceError {
  const words = what.replace(/(?<=[a-z])(?=[A-Z])/, " ");
  return new ServiceError(`${what}DoesNotExistException`, `${words} does not exist: ${name}`);
}
