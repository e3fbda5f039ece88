import {
  DescribeServiceDeploymentsCommand,
  ListServiceDeploymentsCommand,
  type ServiceDeploymentRollbackMonitorsStatus,
  type ServiceDeployment as ServiceDeploymentShape,
  StopServiceDeploymentCommand,
} from "@aws-sdk/client-ecs";
import type { Call } from "../../call";
import { operation } from "../../operation";
import { ServiceError } from "../../service-error";
import { type BlueGreen, stageOf } from "../../simulation/ecs/blue-green";
import {
  goesOn,
  revisionArn,
  SERVICE_DEPLOYMENTS,
  type ServiceDeployment,
  serviceDeployments,
} from "../../simulation/ecs/deployment";
import { stopService } from "../../simulation/ecs/end";
import { clusterArn, serviceArn } from "./services";

const LIST_SERVICE_DEPLOYMENTS = operation(ListServiceDeploymentsCommand, {
  asks: ({ cluster, service }, call) => [
    {
      action: "ecs:ListServiceDeployments",
      resource: serviceArn(call, cluster, service),
      context: { "ecs:cluster": clusterArn(call, cluster) },
    },
  ],
  handle({ cluster, service, status = [] }, call) {
    const found = serviceDeployments(call.account, serviceArn(call, cluster, service));
    return {
      serviceDeployments: found
        .filter((each) => status.length === 0 || status.includes(each.status))
        .map((each) => ({
          serviceDeploymentArn: each.arn,
          serviceArn: each.serviceArn,
          clusterArn: each.clusterArn,
          status: each.status,
          statusReason: each.reason,
          createdAt: new Date(each.createdAt),
          startedAt: new Date(each.createdAt),
          ...(each.finishedAt !== undefined && { finishedAt: new Date(each.finishedAt) }),
          targetServiceRevisionArn: revisionArn(each, each.after),
        })),
    };
  },
});

const DESCRIBE_SERVICE_DEPLOYMENTS = operation(DescribeServiceDeploymentsCommand, {
  asks: ({ serviceDeploymentArns = [] }) =>
    serviceDeploymentArns.map((resource) => ({
      action: "ecs:DescribeServiceDeployments",
      resource,
    })),
  handle({ serviceDeploymentArns = [] }, { account }) {
    const found = serviceDeploymentArns.map((arn) => ({
      arn,
      deployment: SERVICE_DEPLOYMENTS.get(account.cloud, arn),
    }));
    return {
      serviceDeployments: found.flatMap(({ deployment }) =>
        deployment ? [shapeOf(deployment)] : [],
      ),
      failures: found.flatMap(({ arn, deployment }) =>
        deployment ? [] : [{ arn, reason: "MISSING" }],
      ),
    };
  },
});

const STOP_SERVICE_DEPLOYMENT = operation(StopServiceDeploymentCommand, {
  asks: ({ serviceDeploymentArn = "" }) => [
    { action: "ecs:StopServiceDeployment", resource: serviceDeploymentArn },
  ],
  async handle({ serviceDeploymentArn = "", stopType = "ROLLBACK" }, call) {
    const deployment = deploymentWith(call, serviceDeploymentArn);
    if (!goesOn(deployment)) {
      throw new ServiceError("ConflictException", `${serviceDeploymentArn} has ended`);
    }
    await stopService(call.world, call.account, deployment, stopType === "ROLLBACK");
    return { serviceDeploymentArn };
  },
});

export const SERVICE_DEPLOYMENT_OPERATIONS = [
  DESCRIBE_SERVICE_DEPLOYMENTS,
  LIST_SERVICE_DEPLOYMENTS,
  STOP_SERVICE_DEPLOYMENT,
];

function deploymentWith({ account }: Call, arn: string): ServiceDeployment {
  const found = SERVICE_DEPLOYMENTS.get(account.cloud, arn);
  if (found) return found;
  throw new ServiceError("ServiceDeploymentNotFoundException", `${arn} does not exist`);
}

/** What new tasks have of production's traffic: nothing after a rollback has begun. */
function percentOf({ status }: ServiceDeployment, blueGreen: BlueGreen): number {
  return status.startsWith("ROLLBACK") ? 0 : stageOf(blueGreen).percent;
}

function shapeOf(each: ServiceDeployment): ServiceDeploymentShape {
  const rollsBack = each.status.startsWith("ROLLBACK");
  const started = each.triggeredAlarms.length > 0;
  const monitors: ServiceDeploymentRollbackMonitorsStatus = started ? "TRIGGERED" : "MONITORING";
  return {
    serviceDeploymentArn: each.arn,
    serviceArn: each.serviceArn,
    clusterArn: each.clusterArn,
    status: each.status,
    statusReason: each.reason,
    createdAt: new Date(each.createdAt),
    startedAt: new Date(each.createdAt),
    ...(each.finishedAt !== undefined && { finishedAt: new Date(each.finishedAt) }),
    sourceServiceRevisions: [{ arn: revisionArn(each, each.before) }],
    targetServiceRevision: {
      arn: revisionArn(each, each.after),
      ...(each.blueGreen && { requestedProductionTrafficWeight: percentOf(each, each.blueGreen) }),
    },
    ...(each.blueGreen && { lifecycleStage: stageOf(each.blueGreen).name }),
    alarms: {
      alarmNames: [...each.alarms],
      triggeredAlarmNames: [...each.triggeredAlarms],
      status: each.alarms.length === 0 ? "DISABLED" : monitors,
    },
    deploymentCircuitBreaker: {
      failureCount: each.failedTasks,
      ...(each.failureThreshold !== undefined && { threshold: each.failureThreshold }),
      status: each.failureThreshold === undefined ? "DISABLED" : "MONITORING",
    },
    ...(rollsBack && {
      rollback: {
        reason: each.reason,
        ...(each.failedAt !== undefined && { startedAt: new Date(each.failedAt) }),
        serviceRevisionArn: revisionArn(each, each.before),
      },
    }),
  };
}
