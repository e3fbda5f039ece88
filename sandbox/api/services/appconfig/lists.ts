import {
  GetDeploymentStrategyCommand,
  type GrowthType,
  ListApplicationsCommand,
  ListConfigurationProfilesCommand,
  ListDeploymentStrategiesCommand,
  ListEnvironmentsCommand,
} from "@aws-sdk/client-appconfig";
import type { Entry } from "../../../cloud/record";
import { arnOf, type Call } from "../../call";
import { operation } from "../../operation";
import { applicationArn, applicationWith, notFound } from "./find";

const STRATEGY = "aws:appconfig/deploymentStrategy:DeploymentStrategy";

const LIST_APPLICATIONS = operation(ListApplicationsCommand, {
  asks: () => [{ action: "appconfig:ListApplications", resource: "*" }],
  handle: (_, { account }) => ({
    Items: account.cloud
      .list("aws:appconfig/application:Application")
      .map(({ id, state }) => ({ Id: id, Name: String(state.name) })),
  }),
});

const LIST_ENVIRONMENTS = operation(ListEnvironmentsCommand, {
  asks: ({ ApplicationId }, call) => [
    {
      action: "appconfig:ListEnvironments",
      resource: applicationArn(call, { application: ApplicationId }),
    },
  ],
  handle({ ApplicationId }, call) {
    applicationWith(call, { application: ApplicationId });
    const found = call.account.cloud
      .list("aws:appconfig/environment:Environment")
      .filter(({ state }) => state.applicationId === ApplicationId);
    return {
      Items: found.map(({ state }) => ({
        ApplicationId,
        Id: String(state.environmentId),
        Name: String(state.name),
      })),
    };
  },
});

const LIST_CONFIGURATION_PROFILES = operation(ListConfigurationProfilesCommand, {
  asks: ({ ApplicationId }, call) => [
    {
      action: "appconfig:ListConfigurationProfiles",
      resource: applicationArn(call, { application: ApplicationId }),
    },
  ],
  handle({ ApplicationId }, call) {
    applicationWith(call, { application: ApplicationId });
    const found = call.account.cloud
      .list("aws:appconfig/configurationProfile:ConfigurationProfile")
      .filter(({ state }) => state.applicationId === ApplicationId);
    return {
      Items: found.map(({ state }) => ({
        ApplicationId,
        Id: String(state.configurationProfileId),
        Name: String(state.name),
        Type: String(state.type),
        LocationUri: String(state.locationUri),
      })),
    };
  },
});

const LIST_DEPLOYMENT_STRATEGIES = operation(ListDeploymentStrategiesCommand, {
  asks: () => [{ action: "appconfig:ListDeploymentStrategies", resource: "*" }],
  handle: (_, { account }) => ({ Items: account.cloud.list(STRATEGY).map(strategyOf) }),
});

const GET_DEPLOYMENT_STRATEGY = operation(GetDeploymentStrategyCommand, {
  asks: ({ DeploymentStrategyId }, call) => [
    {
      action: "appconfig:GetDeploymentStrategy",
      resource: arnOf(call, "appconfig", `deploymentstrategy/${DeploymentStrategyId}`),
    },
  ],
  handle: ({ DeploymentStrategyId }, call) => strategyOf(strategyWith(call, DeploymentStrategyId)),
});

export const LISTS = [
  GET_DEPLOYMENT_STRATEGY,
  LIST_APPLICATIONS,
  LIST_CONFIGURATION_PROFILES,
  LIST_DEPLOYMENT_STRATEGIES,
  LIST_ENVIRONMENTS,
];

/** @throws {ServiceError} if there is none */
export function strategyWith({ account }: Call, id: unknown): Entry {
  const found = account.cloud.list(STRATEGY).find((each) => each.id === id);
  if (found) return found;
  throw notFound("Deployment Strategy", id);
}

function strategyOf({ id, state }: Entry) {
  const GrowthType: GrowthType = state.growthType === "EXPONENTIAL" ? "EXPONENTIAL" : "LINEAR";
  return {
    Id: id,
    Name: String(state.name),
    DeploymentDurationInMinutes: Number(state.deploymentDurationInMinutes),
    FinalBakeTimeInMinutes: Number(state.finalBakeTimeInMinutes ?? 0),
    GrowthFactor: Number(state.growthFactor),
    GrowthType,
  };
}
