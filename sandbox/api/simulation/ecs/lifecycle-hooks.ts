import { randomUUID } from "node:crypto";
import type { Properties } from "../../../cloud/record";
import { objectOf } from "../../../cloud/values";
import { invoking, roleMay } from "../../authorization/role-may";
import { findBy, nameIn } from "../../resources";
import type { Account, World } from "../../world";
import { runVersion } from "../functions/run-version";
import { revisionArn, type ServiceDeployment } from "./deployment";
import { hooksAt } from "./hooked-stages";

/** What a hook answers (Amazon ECS developer guide, "Lifecycle hooks for Amazon ECS service deployments"). */
export type HookStatus = "SUCCEEDED" | "FAILED" | "IN_PROGRESS";

/** Seconds after which a hook that goes on is called again, where it says nothing else. */
export const CALLED_AGAIN_AFTER = 30;

/** Calls the hooks of a stage, one after the other, until one has not succeeded. */
export async function callHooks(
  world: World,
  account: Account,
  deployment: ServiceDeployment,
  stage: string,
): Promise<HookStatus> {
  const service = findBy(account, "aws:ecs/service:Service", "arn", deployment.serviceArn);
  const configuration = objectOf(service?.state.deploymentConfiguration) ?? {};
  for (const hook of hooksAt(configuration, stage)) {
    const status = await call(world, account, hook, eventOf(deployment, stage));
    if (status !== "SUCCEEDED") return status;
  }
  return "SUCCEEDED";
}

/** ECS calls a hook with the role that the hook names, and goes back where it may not, or gets no answer. */
async function call(
  world: World,
  account: Account,
  { hookTargetArn, roleArn }: Properties,
  payload: Properties,
): Promise<HookStatus> {
  const functionName = nameIn(hookTargetArn);
  const may = await roleMay(world, account, String(roleArn), invoking(account, functionName));
  if (!may) return "FAILED";
  const invocation = { functionName, version: "$LATEST", payload };
  const result = await runVersion(world, account, invocation);
  const { hookStatus } = Object("returned" in result ? result.returned : undefined);
  return hookStatus === "SUCCEEDED" || hookStatus === "IN_PROGRESS" ? hookStatus : "FAILED";
}

function eventOf(deployment: ServiceDeployment, lifecycleStage: string): Properties {
  return {
    executionId: randomUUID(),
    lifecycleStage,
    resourceArn: deployment.arn,
    executionDetails: {
      serviceArn: deployment.serviceArn,
      targetServiceRevisionArn: revisionArn(deployment, deployment.after),
      testTrafficWeights: {},
      productionTrafficWeights: {},
    },
  };
}
