import {
  BatchGetDeploymentTargetsCommand,
  type DeploymentTarget,
  GetDeploymentTargetCommand,
  type LifecycleEvent,
  ListDeploymentTargetsCommand,
  type TargetStatus,
} from "@aws-sdk/client-codedeploy";
import { operation } from "../../operation";
import { findBy } from "../../resources";
import { ServiceError } from "../../service-error";
import type { Deployment } from "../../simulation/codedeploy/deployment";
import { taskSetsOf } from "../../simulation/task-sets";
import type { Account } from "../../world";
import { deploymentWith } from "./deployments";

const LIST_DEPLOYMENT_TARGETS = operation(ListDeploymentTargetsCommand, {
  asks: () => [{ action: "codedeploy:ListDeploymentTargets", resource: "*" }],
  handle: ({ deploymentId }, call) => ({
    targetIds: [targetIdOf(deploymentWith(call, deploymentId))],
  }),
});

const GET_DEPLOYMENT_TARGET = operation(GetDeploymentTargetCommand, {
  asks: () => [{ action: "codedeploy:GetDeploymentTarget", resource: "*" }],
  handle({ deploymentId, targetId = "" }, call) {
    const deployment = deploymentWith(call, deploymentId);
    return { deploymentTarget: targetNamed(call.account, deployment, targetId) };
  },
});

const BATCH_GET_DEPLOYMENT_TARGETS = operation(BatchGetDeploymentTargetsCommand, {
  asks: () => [{ action: "codedeploy:BatchGetDeploymentTargets", resource: "*" }],
  handle({ deploymentId, targetIds = [] }, call) {
    const deployment = deploymentWith(call, deploymentId);
    return { deploymentTargets: targetIds.map((id) => targetNamed(call.account, deployment, id)) };
  },
});

export const TARGETS = [
  BATCH_GET_DEPLOYMENT_TARGETS,
  GET_DEPLOYMENT_TARGET,
  LIST_DEPLOYMENT_TARGETS,
];

/** `<cluster>:<service>`, or `<function>:<alias>`. */
function targetIdOf({ ecs, lambda }: Deployment): string {
  return ecs ? `${ecs.cluster}:${ecs.serviceName}` : `${lambda?.functionName}:${lambda?.alias}`;
}

function targetNamed(account: Account, deployment: Deployment, id: string): DeploymentTarget {
  if (id !== targetIdOf(deployment)) {
    const message = `The deployment ${deployment.deploymentId} has no target ${id}`;
    throw new ServiceError("DeploymentTargetDoesNotExistException", message);
  }
  const { deploymentId, ecs, lambda, completeTime, createTime } = deployment;
  const common = {
    deploymentId,
    targetId: id,
    status: statusOf(deployment),
    lastUpdatedAt: new Date(completeTime ?? createTime),
    lifecycleEvents: eventsOf(deployment),
  };
  if (lambda) {
    return {
      deploymentTargetType: "LambdaTarget",
      lambdaTarget: {
        ...common,
        lambdaFunctionInfo: {
          functionName: lambda.functionName,
          functionAlias: lambda.alias,
          currentVersion: lambda.currentVersion,
          targetVersion: lambda.targetVersion,
          targetVersionWeight: deployment.percent / 100,
        },
      },
    };
  }
  const service = findBy(account, "aws:ecs/service:Service", "name", ecs?.serviceName);
  return {
    deploymentTargetType: "ECSTarget",
    ecsTarget: {
      ...common,
      targetArn: String(service?.state.arn),
      taskSetsInfo: (service ? taskSetsOf(account, service) : []).map((set) => ({
        identifer: set.id,
        desiredCount: set.desiredCount,
        runningCount: set.desiredCount,
        pendingCount: 0,
        status: set.status,
        taskSetLabel: set.targetGroupArn === ecs?.next ? "Green" : "Blue",
        trafficWeight:
          set.targetGroupArn === ecs?.next ? deployment.percent : 100 - deployment.percent,
      })),
    },
  };
}

function statusOf({ status }: Deployment): TargetStatus {
  switch (status) {
    case "Created":
      return "Pending";
    case "Succeeded":
      return "Succeeded";
    case "Failed":
    case "Stopped":
      return "Failed";
    default:
      return "InProgress";
  }
}

function eventsOf({ events }: Deployment): LifecycleEvent[] {
  return events.map(({ name, status, startTime, endTime }) => ({
    lifecycleEventName: name,
    status,
    ...(startTime !== undefined && { startTime: new Date(startTime) }),
    ...(endTime !== undefined && { endTime: new Date(endTime) }),
  }));
}
