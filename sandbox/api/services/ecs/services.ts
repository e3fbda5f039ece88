import {
  DescribeServicesCommand,
  type Service,
  UpdateServiceCommand,
  type UpdateServiceRequest,
} from "@aws-sdk/client-ecs";
import { runTaskDefinition } from "../../../cloud/deployments/ecs";
import type { Entry, Properties } from "../../../cloud/record";
import { objectOf } from "../../../cloud/values";
import { arnOf, type Call } from "../../call";
import { operation } from "../../operation";
import { nameIn, tagList } from "../../resources";
import { ServiceError } from "../../service-error";
import { deployService } from "../../simulation/ecs/deploy";
import { latestDeployment } from "../../simulation/ecs/deployment";
import { findTaskDefinition } from "../../simulation/revisions";
import { observeTraffic } from "../../simulation/traffic/observe";
import { deploymentsOf, runningCount, taskSetShapes } from "./shapes";

const SERVICE = "aws:ecs/service:Service";

/** What UpdateService may change of a service that CodeDeploy deploys. Source: ECS API, UpdateService. */
const WITH_CODE_DEPLOY = [
  ...["cluster", "service", "desiredCount", "deploymentConfiguration"],
  ...["healthCheckGracePeriodSeconds", "placementConstraints", "placementStrategy"],
  ...["enableECSManagedTags", "propagateTags", "enableExecuteCommand"],
];

const DESCRIBE_SERVICES = operation(DescribeServicesCommand, {
  asks: ({ services = [], cluster }, call) =>
    services.map((each) => ({
      action: "ecs:DescribeServices",
      resource: serviceArn(call, cluster, each),
      context: { "ecs:cluster": clusterArn(call, cluster) },
    })),
  handle({ services = [], cluster, include = [] }, call) {
    const found = services.map((name) => ({ name, entry: findService(call, cluster, name) }));
    return {
      services: found.flatMap(({ entry }) =>
        entry ? [shapeOf(call, entry, include.includes("TAGS"))] : [],
      ),
      failures: found.flatMap(({ name, entry }) =>
        entry ? [] : [{ arn: serviceArn(call, cluster, name), reason: "MISSING" }],
      ),
    };
  },
});

const UPDATE_SERVICE = operation(UpdateServiceCommand, {
  asks: ({ service, cluster }, call) => [
    {
      action: "ecs:UpdateService",
      resource: serviceArn(call, cluster, service),
      context: { "ecs:cluster": clusterArn(call, cluster) },
    },
  ],
  async handle(input, call) {
    const { account, world } = call;
    const entry = findService(call, input.cluster, input.service);
    if (!entry) throw new ServiceError("ServiceNotFoundException", "Service not found.");
    if (objectOf(entry.state.deploymentController)?.type === "CODE_DEPLOY")
      refuseForCodeDeploy(input);
    const { taskDefinition, desiredCount } = input;
    if (taskDefinition !== undefined && !findTaskDefinition(account, taskDefinition)) {
      throw new ServiceError("ClientException", "TaskDefinition not found.");
    }
    const arn = taskDefinition && findTaskDefinition(account, taskDefinition)?.state.arn;
    if (desiredCount !== undefined) runTaskDefinition(account.cloud, entry, { desiredCount });
    const isNew = arn !== undefined && arn !== entry.state.taskDefinition;
    if (isNew || input.forceNewDeployment) {
      deployService(world, account, entry, String(arn ?? entry.state.taskDefinition));
    }
    observeTraffic(world, account);
    const updated = findService(call, input.cluster, input.service) ?? entry;
    return { service: shapeOf(call, updated, false) };
  },
});

export const SERVICES = [DESCRIBE_SERVICES, UPDATE_SERVICE];

/** A service by name or ARN; `undefined` where there is none. */
export function findService(
  { account }: Call,
  cluster: unknown,
  service: unknown,
): Entry | undefined {
  return account.cloud
    .list(SERVICE)
    .filter(({ state }) => nameIn(state.cluster) === (nameIn(cluster) || "default"))
    .find(({ state }) => state.name === nameIn(service));
}

/** ARN of a service by its name or ARN. */
export function serviceArn(call: Call, cluster: unknown, service: unknown): string {
  const path = `${nameIn(cluster) || "default"}/${nameIn(service)}`;
  return arnOf(call, "ecs", `service/${path}`);
}

/** ARN of a cluster by its name or ARN. */
export function clusterArn(call: Call, cluster: unknown): string {
  return arnOf(call, "ecs", `cluster/${nameIn(cluster) || "default"}`);
}

function refuseForCodeDeploy(input: UpdateServiceRequest): void {
  const refused = Object.keys(input).filter((key) => !WITH_CODE_DEPLOY.includes(key));
  if (refused.length === 0) return;
  const what = refused.includes("taskDefinition") ? "task definition" : refused.join(", ");
  throw new ServiceError(
    "InvalidParameterException",
    `Unable to update ${what} on services with a CODE_DEPLOY deployment controller. ` +
      "Use AWS CodeDeploy to trigger a new deployment.",
  );
}

function shapeOf({ account }: Call, entry: Entry, withTags: boolean): Service {
  const { state } = entry;
  const controller = objectOf(state.deploymentController)?.type ?? "ECS";
  const latest = latestDeployment(account, String(state.arn));
  const network = objectOf(state.networkConfiguration);
  const balancers = (state.loadBalancers ?? []) as Properties[];
  return {
    serviceArn: String(state.arn),
    serviceName: String(state.name),
    clusterArn: String(state.cluster),
    status: "ACTIVE",
    desiredCount: Number(state.desiredCount),
    runningCount: runningCount(account, entry),
    pendingCount: 0,
    launchType: "FARGATE",
    platformVersion: String(state.platformVersion ?? "LATEST"),
    taskDefinition: latest?.status === "IN_PROGRESS" ? latest.after : String(state.taskDefinition),
    deploymentController: { type: controller === "CODE_DEPLOY" ? "CODE_DEPLOY" : "ECS" },
    deployments: controller === "CODE_DEPLOY" ? [] : deploymentsOf(account, entry),
    taskSets: controller === "CODE_DEPLOY" ? taskSetShapes(account, entry) : [],
    loadBalancers: balancers.map(({ targetGroupArn, containerName, containerPort }) => ({
      targetGroupArn: String(targetGroupArn),
      containerName: String(containerName),
      containerPort: Number(containerPort),
    })),
    events: [],
    schedulingStrategy: "REPLICA",
    ...(network && {
      networkConfiguration: {
        awsvpcConfiguration: {
          subnets: textsOf(network.subnets),
          securityGroups: textsOf(network.securityGroups),
          assignPublicIp: network.assignPublicIp === true ? "ENABLED" : "DISABLED",
        },
      },
    }),
    tags: withTags ? tagList(state.tags, "key", "value") : [],
  };
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
