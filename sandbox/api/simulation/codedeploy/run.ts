import { randomUUID } from "node:crypto";
import { ProviderError } from "../../../cloud/provider-error";
import { invoking, roleMay } from "../../authorization/role-may";
import { later } from "../../clock";
import type { Account, World } from "../../world";
import { callAsynchronously } from "../functions/asynchronous";
import { observeTraffic } from "../traffic/observe";
import { DEPLOYMENTS, type Deployment } from "./deployment";
import { eventsIn } from "./events";
import type { Step } from "./lifecycle";
import { publishState } from "./state-change";
import { failDeployment } from "./stop";
import { trafficOf } from "./traffic";

/** How long a hook may take to report, in seconds. Source: CodeDeploy user guide, "AppSpec 'hooks' section". */
const HOOK_TIMEOUT = 3600;

/** Begins a deployment that was created. */
export async function beginDeployment(world: World, account: Account, id: string): Promise<void> {
  const startTime = world.clock.now().toISOString();
  DEPLOYMENTS.patch(account.cloud, id, { status: "InProgress", startTime });
  await publishState(world, account, id, "START");
  await beginStep(world, account, id, 0);
}

/** Ends the step that goes on: its time is over, or its hook has reported. Begins the next. */
export async function endStep(world: World, account: Account, id: string): Promise<void> {
  const deployment = DEPLOYMENTS.get(account.cloud, id);
  if (!deployment) return;
  if (deployment.status === "Created") return beginDeployment(world, account, id);
  const { cursor, steps, hookReport } = deployment;
  const step = steps[cursor];
  if (step?.kind === "hook" && hookReport !== "Succeeded") {
    const error = {
      code: "HOOK_EXECUTION_FAILURE" as const,
      message: unreported(step, hookReport),
    };
    return failDeployment(world, account, id, error);
  }
  await beginStep(world, account, id, cursor + 1);
}

function unreported({ event, functionName }: Extract<Step, { kind: "hook" }>, report?: "Failed") {
  return report === "Failed"
    ? `The Lambda function ${functionName} of the lifecycle event ${event} reported Failed.`
    : `The Lambda function ${functionName} of the lifecycle event ${event} did not report within one hour.`;
}

async function beginStep(world: World, account: Account, id: string, cursor: number) {
  const now = world.clock.now();
  const deployment = DEPLOYMENTS.get(account.cloud, id);
  if (!deployment) return;
  const step = deployment.steps[cursor];
  const events = eventsIn(deployment, step, now);
  if (!step) {
    trafficOf(account, deployment, now).finish();
    DEPLOYMENTS.patch(account.cloud, id, {
      status: "Succeeded",
      completeTime: now.toISOString(),
      events,
      cursor,
      dueAt: undefined,
    });
    observeTraffic(world, account);
    return publishState(world, account, id, "SUCCESS");
  }
  const seconds = step.kind === "hook" ? HOOK_TIMEOUT : step.seconds;
  const dueAt = later(now, seconds);
  DEPLOYMENTS.patch(account.cloud, id, { events, cursor, dueAt, hookReport: undefined });
  try {
    takeEffect(account, deployment, step, now);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const { message } = error;
    return failDeployment(world, account, id, { code: "ELASTIC_LOAD_BALANCING_INVALID", message });
  }
  observeTraffic(world, account);
  if (step.kind === "hook") await callHook(world, account, deployment, step.functionName);
}

function takeEffect(account: Account, deployment: Deployment, step: Step, now: Date): void {
  const traffic = trafficOf(account, deployment, now);
  if (step.kind === "shift") {
    traffic.shift(step.percent);
    DEPLOYMENTS.patch(account.cloud, deployment.deploymentId, { percent: step.percent });
  }
  if (step.kind !== "work") return;
  if (step.event === "Install") traffic.install();
  if (step.event === "AllowTestTraffic") traffic.allowTests();
}

/** Calls the function of a hook, and waits for no answer: what it returns says nothing, it has to report. */
async function callHook(
  world: World,
  account: Account,
  { deploymentId, serviceRoleArn }: Deployment,
  functionName: string,
) {
  const hookExecutionId = randomUUID();
  DEPLOYMENTS.patch(account.cloud, deploymentId, { hookExecutionId });
  if (!(await roleMay(world, account, serviceRoleArn, invoking(account, functionName)))) {
    const message = `${serviceRoleArn} may not call the Lambda function ${functionName}.`;
    return failDeployment(world, account, deploymentId, { code: "IAM_ROLE_PERMISSIONS", message });
  }
  const payload = { DeploymentId: deploymentId, LifecycleEventHookExecutionId: hookExecutionId };
  await callAsynchronously(world, account, { functionName, qualifier: "$LATEST", payload });
}
