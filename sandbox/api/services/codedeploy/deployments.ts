import {
  type AutoRollbackEvent,
  type DeploymentInfo,
  GetDeploymentCommand,
  ListDeploymentsCommand,
  PutLifecycleEventHookExecutionStatusCommand,
  StopDeploymentCommand,
  type StopStatus,
} from "@aws-sdk/client-codedeploy";
import type { Call } from "../../call";
import { operation } from "../../operation";
import { ServiceError } from "../../service-error";
import { DEPLOYMENTS, type Deployment, isRunning } from "../../simulation/codedeploy/deployment";
import { stopOnRequest } from "../../simulation/codedeploy/stop";
import { groupArn } from "./groups";

const GET_DEPLOYMENT = operation(GetDeploymentCommand, {
  asks: ({ deploymentId }, call) => {
    const { applicationName, deploymentGroupName } = deploymentWith(call, deploymentId);
    const resource = groupArn(call, applicationName, deploymentGroupName);
    return [{ action: "codedeploy:GetDeployment", resource }];
  },
  handle: ({ deploymentId }, call) => ({
    deploymentInfo: infoOf(deploymentWith(call, deploymentId)),
  }),
});

const LIST_DEPLOYMENTS = operation(ListDeploymentsCommand, {
  asks: ({ applicationName, deploymentGroupName }, call) => [
    {
      action: "codedeploy:ListDeployments",
      resource: groupArn(call, applicationName, deploymentGroupName),
    },
  ],
  handle(input, { account }) {
    const { applicationName, deploymentGroupName, includeOnlyStatuses: statuses } = input;
    const found = DEPLOYMENTS.list(account.cloud)
      .map(({ state }) => state)
      .filter((each) => applicationName === undefined || each.applicationName === applicationName)
      .filter((each) => !deploymentGroupName || each.deploymentGroupName === deploymentGroupName)
      .filter(({ status }) => !statuses || statuses.includes(status))
      .sort((a, b) => b.createTime.localeCompare(a.createTime));
    return { deployments: found.map(({ deploymentId }) => deploymentId) };
  },
});

const STOP_DEPLOYMENT = operation(StopDeploymentCommand, {
  asks: () => [{ action: "codedeploy:StopDeployment", resource: "*" }],
  async handle({ deploymentId, autoRollbackEnabled }, call) {
    const deployment = deploymentWith(call, deploymentId);
    if (!isRunning(deployment)) {
      const message = `Deployment ${deploymentId} is already completed`;
      throw new ServiceError("DeploymentAlreadyCompletedException", message);
    }
    await stopOnRequest(call.world, call.account, deployment.deploymentId, autoRollbackEnabled);
    const status: StopStatus = "Pending";
    return { status, statusMessage: "The deployment is being stopped." };
  },
});

const PUT_LIFECYCLE_EVENT_HOOK_EXECUTION_STATUS = operation(
  PutLifecycleEventHookExecutionStatusCommand,
  {
    // By id alone: AWS takes no resource.
    asks: () => [{ action: "codedeploy:PutLifecycleEventHookExecutionStatus", resource: "*" }],
    handle({ deploymentId, lifecycleEventHookExecutionId, status }, call) {
      const deployment = deploymentWith(call, deploymentId);
      if (status !== "Succeeded" && status !== "Failed") {
        const message = `${status} is no status of a hook: expected Succeeded or Failed`;
        throw new ServiceError("InvalidLifecycleEventHookExecutionStatusException", message);
      }
      if (deployment.hookExecutionId !== lifecycleEventHookExecutionId) {
        const message = `${lifecycleEventHookExecutionId} is no hook that the deployment waits for`;
        throw new ServiceError("InvalidLifecycleEventHookExecutionIdException", message);
      }
      if (deployment.hookReport !== undefined) {
        const message = `Lifecycle event ${lifecycleEventHookExecutionId} is already completed`;
        throw new ServiceError("LifecycleEventAlreadyCompletedException", message);
      }
      DEPLOYMENTS.patch(call.account.cloud, deployment.deploymentId, {
        hookReport: status,
        dueAt: call.now.toISOString(),
      });
      return { lifecycleEventHookExecutionId };
    },
  },
);

export const DEPLOYMENT_OPERATIONS = [
  GET_DEPLOYMENT,
  LIST_DEPLOYMENTS,
  PUT_LIFECYCLE_EVENT_HOOK_EXECUTION_STATUS,
  STOP_DEPLOYMENT,
];

/** @throws {ServiceError} if there is no such deployment */
export function deploymentWith({ account }: Call, id = ""): Deployment {
  const found = DEPLOYMENTS.get(account.cloud, id);
  if (found) return found;
  const message = `The deployment ${id} could not be found`;
  throw new ServiceError("DeploymentDoesNotExistException", message);
}

const ROLLBACK_EVENTS = [
  "DEPLOYMENT_FAILURE",
  "DEPLOYMENT_STOP_ON_ALARM",
  "DEPLOYMENT_STOP_ON_REQUEST",
] as const satisfies readonly AutoRollbackEvent[];

function rollbackEvents({ rollbackEvents }: Deployment): AutoRollbackEvent[] {
  return ROLLBACK_EVENTS.filter((each) => rollbackEvents.includes(each));
}

function infoOf(deployment: Deployment): DeploymentInfo {
  const { startTime, completeTime, description, errorInformation, rollbackInfo } = deployment;
  return {
    applicationName: deployment.applicationName,
    deploymentGroupName: deployment.deploymentGroupName,
    deploymentConfigName: deployment.deploymentConfigName,
    deploymentId: deployment.deploymentId,
    computePlatform: deployment.platform,
    deploymentStyle: { deploymentType: "BLUE_GREEN", deploymentOption: "WITH_TRAFFIC_CONTROL" },
    revision: {
      revisionType: "AppSpecContent",
      appSpecContent: { content: deployment.appSpec },
    },
    status: deployment.status,
    creator: deployment.creator,
    autoRollbackConfiguration: {
      enabled: deployment.rollbackEvents.length > 0,
      events: rollbackEvents(deployment),
    },
    ...(description !== undefined && { description }),
    ...(errorInformation && { errorInformation }),
    ...(rollbackInfo && { rollbackInfo }),
    createTime: new Date(deployment.createTime),
    ...(startTime !== undefined && { startTime: new Date(startTime) }),
    ...(completeTime !== undefined && { completeTime: new Date(completeTime) }),
  };
}
