import { isNamed } from "../../errors";
import type { ServiceBy, Target } from "../target";
import { ecsAppSpec } from "./app-spec";
import type { CodeDeployed } from "./code-deployed";
import { hasEndedBadly, infoOf } from "./observe";
import { createDeployment, findDeployment } from "./start";

/** How long CodeDeploy may take to say which deployment brings the old version back, in milliseconds. */
const NAMES_WITHIN = 60_000;
const INTERVAL = 1_000;

/**
 * Takes a service's deployment back. One that goes on, which it does for as long as the old tasks are kept, is
 * stopped, and CodeDeploy goes back by itself; after that, a deployment all at once brings the old tasks.
 *
 * @param to - ARN of the revision before
 * @returns the id of the deployment that brings it back
 */
export async function rollBackService(
  target: Target<ServiceBy<"codedeploy">>,
  id: string,
  to: string,
): Promise<string> {
  const purpose = `rollback of ${id}` as const;
  const made = await findDeployment(target, purpose);
  if (made?.deploymentId !== undefined) return made.deploymentId;
  const own = await stopAndFind(target, id);
  if (own !== undefined) return own;
  return createDeployment(target, {
    purpose,
    appSpec: ecsAppSpec(target.contract, to),
    deploymentConfigName: "CodeDeployDefault.ECSAllAtOnce",
    // An alarm that is on, for the very reason of the rollback, would stop it.
    ignoresAlarms: true,
  });
}

/** Stops a deployment that goes on. Answers which one CodeDeploy takes it back with; nothing if it does not. */
export async function stopAndFind(target: CodeDeployed, id: string): Promise<string | undefined> {
  const { clients, clock } = target;
  const codeDeploy = await clients.codeDeploy();
  let info = await infoOf(target, id);
  if (info.status === "Succeeded") return undefined;
  if (!hasEndedBadly(info)) {
    await codeDeploy
      .stopDeployment({ deploymentId: id, autoRollbackEnabled: true })
      .catch((error: unknown) => {
        if (!isNamed(error, "DeploymentAlreadyCompletedException")) throw error;
      });
  }
  const until = clock.now().getTime() + NAMES_WITHIN;
  for (;;) {
    info = await infoOf(target, id);
    const rollback = info.rollbackInfo?.rollbackDeploymentId;
    if (rollback !== undefined) return rollback;
    if (info.status === "Succeeded" || clock.now().getTime() >= until) return undefined;
    await clock.sleep(INTERVAL);
  }
}
