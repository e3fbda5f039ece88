import { ROLLOUTS, type Rollout } from "../../../sandbox/api/simulation/appconfig/rollout";
import {
  DEPLOYMENTS,
  type Deployment,
} from "../../../sandbox/api/simulation/codedeploy/deployment";
import { type PlatformWorld, START } from "./platform-world";

const ENVELOPE = {
  version: "0",
  id: "12345678-1234-1234-1234-123456789012",
  account: "111111111111",
  region: "ca-central-1",
  time: "2026-11-02T15:00:00Z",
};

const NAME = "nc-ingest-worker-dev-delivery";

/** Puts a deployment into the account that an alarm has stopped, and another undoes. */
export function addDeployment(
  { account }: PlatformWorld,
  deploymentId: string,
  change: Partial<Deployment> = {},
): void {
  DEPLOYMENTS.put(account.cloud, deploymentId, {
    deploymentId,
    applicationName: NAME,
    deploymentGroupName: NAME,
    deploymentConfigName: "CodeDeployDefault.ECSAllAtOnce",
    platform: "ECS",
    status: "Stopped",
    creator: "user",
    appSpec: "{}",
    createTime: START.toISOString(),
    completeTime: START.toISOString(),
    steps: [],
    cursor: 0,
    events: [],
    percent: 0,
    serviceRoleArn: "",
    alarms: [],
    rollbackEvents: ["DEPLOYMENT_STOP_ON_ALARM"],
    errorInformation: { code: "ALARM_ACTIVE", message: "Activated alarms: <errors>" },
    rollbackInfo: { rollbackDeploymentId: "d-BACK" },
    ...change,
  });
}

/** CodeDeploy user guide, "Monitoring deployments with Amazon CloudWatch Events". */
export function stoppedEvent(deploymentId: string, state: "FAILURE" | "STOP" = "STOP") {
  const arn = `arn:aws:codedeploy:ca-central-1:111111111111:application:${NAME}`;
  return {
    ...ENVELOPE,
    source: "aws.codedeploy",
    "detail-type": "CodeDeploy Deployment State-change Notification",
    resources: [arn],
    detail: {
      region: "ca-central-1",
      deploymentId,
      instanceGroupId: "9fd2fbef-2157-40d8-91e7-6845af69e2d2",
      deploymentGroup: NAME,
      application: NAME,
      state,
    },
  };
}

/**
 * Puts a deployment of flags into the account that began five minutes before {@link START}, and was taken back at it.
 * The ids are those of {@link flagsRolledBackEvent}.
 */
export function addFlagsRollback(
  { account }: PlatformWorld,
  number: number,
  how: Pick<Rollout, "percent" | "takenBackBy">,
): void {
  const arn = `arn:aws:appconfig:ca-central-1:111111111111:application/ba8toh7/environment/pgil2o7/deployment/${number}`;
  account.cloud.put({
    type: "aws:appconfig/deployment:Deployment",
    id: `ba8toh7/pgil2o7/${number}`,
    key: arn,
    generation: 1,
    urn: arn,
    name: arn,
    region: "ca-central-1",
    inputs: {},
    state: {
      arn,
      applicationId: "ba8toh7",
      environmentId: "pgil2o7",
      configurationProfileId: "ga3tqep",
      configurationVersion: "1",
      deploymentNumber: number,
    },
  });
  ROLLOUTS.put(account.cloud, arn, {
    arn,
    state: "ROLLED_BACK",
    strategyId: "abc1234",
    duration: 20,
    bake: 10,
    growthFactor: 10,
    growthType: "EXPONENTIAL",
    step: 1,
    alarms: [],
    startedAt: new Date(START.getTime() - 5 * 60_000).toISOString(),
    completedAt: START.toISOString(),
    ...how,
  });
}

/** Amazon CloudWatch user guide, "Alarm events and EventBridge". */
export function alarmEvent(alarmName: string, timestamp: string) {
  return {
    ...ENVELOPE,
    source: "aws.cloudwatch",
    "detail-type": "CloudWatch Alarm State Change",
    resources: [`arn:aws:cloudwatch:ca-central-1:111111111111:alarm:${alarmName}`],
    detail: {
      alarmName,
      state: { value: "ALARM", reason: "Threshold Crossed: 1 datapoint", timestamp },
      previousState: { value: "OK", reason: "", timestamp },
    },
  };
}

/** Amazon ECS developer guide, "Service deployment state change events". */
export function serviceDeploymentFailedEvent(deploymentId: string) {
  return {
    ...ENVELOPE,
    source: "aws.ecs",
    "detail-type": "ECS Deployment State Change",
    resources: [
      "arn:aws:ecs:ca-central-1:111111111111:service/nc-core/nc-ingest-worker-dev-service",
    ],
    detail: {
      eventType: "ERROR",
      eventName: "SERVICE_DEPLOYMENT_FAILED",
      deploymentId,
      updatedAt: "2026-11-02T15:00:00Z",
      reason: "ECS deployment circuit breaker: task failed to start.",
    },
  };
}

/**
 * AWS AppConfig user guide, "Using the AWS AppConfig deployment events to Amazon EventBridge extension"; the
 * EventBridge reference, "AWS AppConfig events", calls the same event `On Deployment Rollback`.
 */
export function flagsRolledBackEvent(
  deployment: number,
  detailType: "On Deployment Rolled Back" | "On Deployment Rollback" = "On Deployment Rolled Back",
) {
  return {
    ...ENVELOPE,
    source: "aws.appconfig",
    "detail-type": detailType,
    resources: ["arn:aws:appconfig:ca-central-1:111111111111:extensionassociation/z763ff5"],
    detail: {
      InvocationId: "5tfjcig",
      Parameters: {},
      Type: "OnDeploymentRolledBack",
      Application: { Id: "ba8toh7", Name: "nc-ingest-worker-dev-flags" },
      Environment: { Id: "pgil2o7", Name: "dev" },
      ConfigurationProfile: { Id: "ga3tqep", Name: "flags" },
      DeploymentNumber: deployment,
      ConfigurationVersion: "1",
    },
  };
}
