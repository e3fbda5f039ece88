import { createHash } from "node:crypto";
import {
  CreateDeploymentCommand,
  type CreateDeploymentInput,
  type RevisionLocation,
} from "@aws-sdk/client-codedeploy";
import { listenersOf } from "../../../cloud/deployments/codedeploy";
import type { Properties } from "../../../cloud/record";
import { objectOf } from "../../../cloud/values";
import { arnOf, type Call } from "../../call";
import { later } from "../../clock";
import { operation } from "../../operation";
import { findBy, nameIn } from "../../resources";
import { ServiceError } from "../../service-error";
import {
  DEPLOYMENTS,
  type EcsTarget,
  isRunning,
  type LambdaTarget,
} from "../../simulation/codedeploy/deployment";
import { pendingEvents } from "../../simulation/codedeploy/events";
import { type Platform, stepsOf } from "../../simulation/codedeploy/lifecycle";
import { newDeploymentId } from "../../simulation/codedeploy/stop";
import { versionsOf } from "../../simulation/lambda-versions";
import { findTaskDefinition } from "../../simulation/revisions";
import { type AppSpec, readAppSpec } from "./app-spec";
import { groupArn, groupNamed, routingOf, textsIn } from "./groups";

/** Seconds until CodeDeploy begins with what was created. */
const BEGINS_AFTER = 2;

/** What a deployment moves. */
interface Target {
  readonly platform: Platform;
  readonly ecs?: EcsTarget;
  readonly lambda?: LambdaTarget;
}

export const CREATE_DEPLOYMENT = operation(CreateDeploymentCommand, {
  asks: (input, call) => {
    const { applicationName, deploymentGroupName, deploymentConfigName } = input;
    const group = groupArn(call, applicationName, deploymentGroupName);
    const config =
      deploymentConfigName ??
      groupNamed(call, applicationName, deploymentGroupName).deploymentConfigName;
    const application = arnOf(call, "codedeploy", `application:${applicationName}`);
    return [
      { action: "codedeploy:CreateDeployment", resource: group },
      {
        action: "codedeploy:GetDeploymentConfig",
        resource: arnOf(call, "codedeploy", `deploymentconfig:${config}`),
      },
      { action: "codedeploy:GetApplicationRevision", resource: application },
      { action: "codedeploy:RegisterApplicationRevision", resource: application },
      ...(input.overrideAlarmConfiguration
        ? [{ action: "codedeploy:UpdateDeploymentGroup", resource: group }]
        : []),
    ];
  },
  handle(input, call) {
    const group = groupNamed(call, input.applicationName, input.deploymentGroupName);
    refuseSecond(call, input);
    const content = contentOf(input.revision);
    const spec = readAppSpec(content);
    const target = targetOf(call, spec, group);
    const config = input.deploymentConfigName ?? String(group.deploymentConfigName);
    const pair = objectOf(objectOf(group.loadBalancerInfo)?.targetGroupPairInfo);
    const terminate = objectOf(
      objectOf(group.blueGreenDeploymentConfig)?.terminateBlueInstancesOnDeploymentSuccess,
    );
    const steps = stepsOf({
      platform: target.platform,
      routing: routingOf(call, config),
      hooks: Object.fromEntries(
        Object.entries(spec.hooks).map(([event, fn]) => [event, nameIn(fn)]),
      ),
      hasTestListener: listenersOf(pair?.testTrafficRoute).length > 0,
      terminationWait: Number(terminate?.terminationWaitTimeInMinutes ?? 0),
    });
    const deploymentId = newDeploymentId();
    DEPLOYMENTS.put(call.account.cloud, deploymentId, {
      ...target,
      deploymentId,
      applicationName: input.applicationName ?? "",
      deploymentGroupName: input.deploymentGroupName ?? "",
      deploymentConfigName: config,
      status: "Created",
      creator: "user",
      ...(input.description !== undefined && { description: input.description }),
      appSpec: content,
      createTime: call.now.toISOString(),
      steps,
      cursor: 0,
      dueAt: later(call.now, BEGINS_AFTER),
      events: pendingEvents(steps),
      percent: 0,
      serviceRoleArn: String(group.serviceRoleArn),
      alarms: alarmsOf(input, group),
      rollbackEvents: rollbackEventsOf(input, group),
    });
    return { deploymentId };
  },
});

function refuseSecond(
  { account }: Call,
  { applicationName, deploymentGroupName }: CreateDeploymentInput,
): void {
  const running = DEPLOYMENTS.list(account.cloud).find(
    ({ state }) =>
      isRunning(state) &&
      state.applicationName === applicationName &&
      state.deploymentGroupName === deploymentGroupName,
  );
  if (!running) return;
  throw new ServiceError(
    "DeploymentLimitExceededException",
    `The Deployment Group '${deploymentGroupName}' already has an active Deployment '${running.key}'`,
  );
}

/** @throws {ServiceError} where the revision is none, or its hash is not that of its content */
function contentOf(revision: RevisionLocation | undefined): string {
  const { content, sha256 } = revision?.appSpecContent ?? revision?.string ?? {};
  if (content === undefined) {
    throw new ServiceError(
      "InvalidRevisionException",
      "the sandbox takes an AppSpecContent revision",
    );
  }
  if (sha256 !== undefined && sha256 !== createHash("sha256").update(content).digest("hex")) {
    throw new ServiceError("InvalidRevisionException", "The SHA-256 of the AppSpec does not match");
  }
  return content;
}

function targetOf(call: Call, { resource }: AppSpec, group: Properties): Target {
  return resource.Type === "AWS::ECS::Service"
    ? { platform: "ECS", ecs: ecsTarget(call, resource.Properties.TaskDefinition, group) }
    : { platform: "Lambda", lambda: lambdaTarget(call, resource.Properties) };
}

function ecsTarget({ account }: Call, taskDefinition: string, group: Properties): EcsTarget {
  const { clusterName, serviceName } = objectOf(group.ecsService) ?? {};
  const service = findBy(account, "aws:ecs/service:Service", "name", serviceName);
  if (!service)
    throw new ServiceError("InvalidECSServiceException", `${serviceName} does not exist`);
  if (!findTaskDefinition(account, taskDefinition)) {
    const message = `The task definition ${taskDefinition} does not exist`;
    throw new ServiceError("InvalidRevisionException", message);
  }
  const pair = objectOf(objectOf(group.loadBalancerInfo)?.targetGroupPairInfo) ?? {};
  const arns = ((pair.targetGroups ?? []) as Properties[]).map(({ name }) =>
    String(findBy(account, "aws:lb/targetGroup:TargetGroup", "name", name)?.state.arn),
  );
  const [balancer] = (service.state.loadBalancers ?? []) as Properties[];
  const live = String(balancer?.targetGroupArn);
  const next = arns.find((arn) => arn !== live);
  if (next === undefined || !arns.includes(live)) {
    throw new ServiceError(
      "InvalidTargetGroupPairException",
      `${serviceName} is behind none of the pair`,
    );
  }
  return {
    cluster: String(clusterName),
    serviceName: String(serviceName),
    taskDefinition,
    live,
    next,
    productionListeners: listenersOf(pair.prodTrafficRoute),
    testListeners: listenersOf(pair.testTrafficRoute),
  };
}

function lambdaTarget(
  { account }: Call,
  spec: { Name: string; Alias: string; CurrentVersion: string; TargetVersion: string },
): LambdaTarget {
  const functionName = nameIn(spec.Name);
  const versions = versionsOf(account, functionName).map(({ version }) => version);
  const missing = [spec.CurrentVersion, spec.TargetVersion].find(
    (each) => !versions.includes(each),
  );
  if (missing !== undefined) {
    const message = `The Lambda function ${functionName} has no version ${missing}`;
    throw new ServiceError("InvalidRevisionException", message);
  }
  return {
    functionName,
    alias: spec.Alias,
    currentVersion: spec.CurrentVersion,
    targetVersion: spec.TargetVersion,
  };
}

function alarmsOf(input: CreateDeploymentInput, group: Properties): string[] {
  const override = input.overrideAlarmConfiguration;
  if (override) {
    return override.enabled === false ? [] : (override.alarms ?? []).map(({ name = "" }) => name);
  }
  const configured = objectOf(group.alarmConfiguration);
  return configured?.enabled === true ? textsIn(configured.alarms) : [];
}

function rollbackEventsOf(input: CreateDeploymentInput, group: Properties): string[] {
  const own = input.autoRollbackConfiguration;
  if (own) return own.enabled ? [...(own.events ?? [])] : [];
  const configured = objectOf(group.autoRollbackConfiguration);
  return configured?.enabled === true ? textsIn(configured.events) : [];
}
