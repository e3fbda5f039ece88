import {
  type DeploymentEvent,
  GetDeploymentCommand,
  ListDeploymentsCommand,
  StartDeploymentCommand,
  StopDeploymentCommand,
} from "@aws-sdk/client-appconfig";
import { startFlags } from "../../../cloud/deployments/appconfig";
import type { Entry } from "../../../cloud/record";
import { arnOf, type Call } from "../../call";
import { operation } from "../../operation";
import { ServiceError } from "../../service-error";
import {
  beginRollout,
  endRollout,
  ROLLOUTS,
  type Rollout,
  rollBack,
  rollsOut,
} from "../../simulation/appconfig/rollout";
import { applicationArn, environmentWith, type Ids, notFound, orRefuse } from "./find";
import { strategyWith } from "./lists";
import { keyOfProfile, profileArn, versionWith } from "./versions";

const DEPLOYMENT = "aws:appconfig/deployment:Deployment";

/** How long a deployment that is complete can be taken back. Source: AppConfig API, StopDeployment. */
const REVERT_WITHIN = 72 * 3600 * 1000;

const START_DEPLOYMENT = operation(StartDeploymentCommand, {
  asks: ({ ApplicationId, EnvironmentId, ConfigurationProfileId, DeploymentStrategyId }, call) => {
    const ids = {
      application: ApplicationId,
      environment: EnvironmentId,
      profile: ConfigurationProfileId,
    };
    const action = "appconfig:StartDeployment";
    return [
      { action, resource: applicationArn(call, ids) },
      { action, resource: environmentArn(call, ids) },
      { action, resource: profileArn(call, ids) },
      { action, resource: arnOf(call, "appconfig", `deploymentstrategy/${DeploymentStrategyId}`) },
      ...keyOfProfile(call, ids, ["GenerateDataKey", "Decrypt"]),
    ];
  },
  handle(input, call) {
    const ids = {
      application: input.ApplicationId,
      environment: input.EnvironmentId,
      profile: input.ConfigurationProfileId,
    };
    const environment = environmentWith(call, ids);
    const strategy = strategyWith(call, input.DeploymentStrategyId);
    const version = versionWith(call, ids, input.ConfigurationVersion);
    const deployment = orRefuse(() => startFlags(call.account.cloud, environment, version));
    const { Description: description } = input;
    beginRollout(call.world, call.account, deployment, { strategy, environment, description });
    return shapeOf(call, deployment);
  },
});

const GET_DEPLOYMENT = operation(GetDeploymentCommand, {
  asks: ({ ApplicationId, EnvironmentId, DeploymentNumber }, call) =>
    asks(call, "GetDeployment", ApplicationId, EnvironmentId, DeploymentNumber),
  handle: ({ ApplicationId, EnvironmentId, DeploymentNumber }, call) =>
    shapeOf(call, deploymentWith(call, ApplicationId, EnvironmentId, DeploymentNumber)),
});

const LIST_DEPLOYMENTS = operation(ListDeploymentsCommand, {
  asks: ({ ApplicationId, EnvironmentId }, call) => {
    const ids = { application: ApplicationId, environment: EnvironmentId };
    const action = "appconfig:ListDeployments";
    return [
      { action, resource: applicationArn(call, ids) },
      { action, resource: environmentArn(call, ids) },
    ];
  },
  handle: ({ ApplicationId, EnvironmentId }, call) => ({
    Items: deploymentsOf(call, ApplicationId, EnvironmentId)
      .map((each) => summaryOf(shapeOf(call, each)))
      .reverse(),
  }),
});

const STOP_DEPLOYMENT = operation(StopDeploymentCommand, {
  asks: ({ ApplicationId, EnvironmentId, DeploymentNumber }, call) =>
    asks(call, "StopDeployment", ApplicationId, EnvironmentId, DeploymentNumber),
  async handle({ ApplicationId, EnvironmentId, DeploymentNumber, AllowRevert }, call) {
    const deployment = deploymentWith(call, ApplicationId, EnvironmentId, DeploymentNumber);
    const rollout = ROLLOUTS.get(call.account.cloud, String(deployment.state.arn));
    if (!rollout) throw notFound("Deployment", DeploymentNumber);
    if (rollsOut(rollout)) await rollBack(call.world, call.account, rollout, "USER");
    else {
      const ended = new Date(rollout.completedAt ?? 0);
      const isLate = call.now.getTime() - ended.getTime() > REVERT_WITHIN;
      if (!AllowRevert || rollout.state !== "COMPLETE" || isLate) {
        const message = `Deployment ${DeploymentNumber} cannot be stopped: it is ${rollout.state}`;
        throw new ServiceError("BadRequestException", message);
      }
      endRollout(call.world, call.account, rollout, "REVERTED");
    }
    return shapeOf(call, deploymentWith(call, ApplicationId, EnvironmentId, DeploymentNumber));
  },
});

export const DEPLOYMENTS = [GET_DEPLOYMENT, LIST_DEPLOYMENTS, START_DEPLOYMENT, STOP_DEPLOYMENT];

function environmentArn(call: Call, ids: Ids): string {
  return applicationArn(call, ids, `environment/${ids.environment}`);
}

function asks(
  call: Call,
  name: string,
  application: string | undefined,
  environment: string | undefined,
  number: number | undefined,
) {
  const ids = { application, environment };
  const action = `appconfig:${name}`;
  return [
    { action, resource: applicationArn(call, ids) },
    { action, resource: environmentArn(call, ids) },
    { action, resource: `${environmentArn(call, ids)}/deployment/${number}` },
  ];
}

function deploymentsOf({ account }: Call, application: unknown, environment: unknown): Entry[] {
  return account.cloud
    .list(DEPLOYMENT)
    .filter(
      ({ state }) => state.applicationId === application && state.environmentId === environment,
    )
    .sort((a, b) => Number(a.state.deploymentNumber) - Number(b.state.deploymentNumber));
}

function deploymentWith(call: Call, application: unknown, environment: unknown, number: unknown) {
  const found = deploymentsOf(call, application, environment).find(
    ({ state }) => String(state.deploymentNumber) === String(number),
  );
  if (found) return found;
  throw notFound("Deployment", number);
}

/** What a list tells of a deployment: less than one that is asked for (AppConfig API, DeploymentSummary). */
function summaryOf(shape: ReturnType<typeof shapeOf>) {
  const { DeploymentNumber, ConfigurationVersion, State, PercentageComplete } = shape;
  const { StartedAt, CompletedAt, DeploymentDurationInMinutes, FinalBakeTimeInMinutes } = shape;
  const { GrowthFactor, GrowthType } = shape;
  return {
    DeploymentNumber,
    ConfigurationVersion,
    State,
    PercentageComplete,
    StartedAt,
    CompletedAt,
    DeploymentDurationInMinutes,
    FinalBakeTimeInMinutes,
    GrowthFactor,
    GrowthType,
  };
}

function shapeOf({ account }: Call, { state }: Entry) {
  const rollout = ROLLOUTS.get(account.cloud, String(state.arn));
  const { description, completedAt } = rollout ?? {};
  return {
    ApplicationId: String(state.applicationId),
    EnvironmentId: String(state.environmentId),
    ConfigurationProfileId: String(state.configurationProfileId),
    ConfigurationVersion: String(state.configurationVersion),
    DeploymentNumber: Number(state.deploymentNumber),
    DeploymentStrategyId: rollout?.strategyId,
    State: rollout?.state ?? ("COMPLETE" as const),
    PercentageComplete: rollout?.percent ?? 100,
    ...(description !== undefined && { Description: description }),
    ...(rollout && {
      StartedAt: new Date(rollout.startedAt),
      DeploymentDurationInMinutes: rollout.duration,
      FinalBakeTimeInMinutes: rollout.bake,
      GrowthFactor: rollout.growthFactor,
      GrowthType: rollout.growthType,
    }),
    ...(completedAt !== undefined && { CompletedAt: new Date(completedAt) }),
    ...(rollout && { EventLog: logOf(rollout) }),
  };
}

/** What happened to it, newest first, of what is read here (AWS CLI reference, `appconfig get-deployment`, example). */
function logOf({ startedAt, completedAt, percent, takenBackBy }: Rollout): DeploymentEvent[] {
  const back = (EventType: DeploymentEvent["EventType"]): DeploymentEvent[] =>
    takenBackBy === undefined || completedAt === undefined
      ? []
      : [{ EventType, TriggeredBy: takenBackBy, OccurredAt: new Date(completedAt) }];
  const Description = `Configuration available to ${percent.toFixed(2)}% of clients`;
  const OccurredAt = new Date(startedAt);
  return [
    ...back("ROLLBACK_COMPLETED"),
    ...back("ROLLBACK_STARTED"),
    { EventType: "PERCENTAGE_UPDATED", TriggeredBy: "APPCONFIG", Description, OccurredAt },
    { EventType: "DEPLOYMENT_STARTED", TriggeredBy: "USER", OccurredAt },
  ];
}
