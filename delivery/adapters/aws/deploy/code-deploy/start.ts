import { createHash } from "node:crypto";
import type { DeploymentInfo } from "@aws-sdk/client-codedeploy";
import { DeploymentBlocked } from "../../../../ports/deployer";
import { isNamed } from "../../errors";
import type { CodeDeployed } from "./code-deployed";

/** How many of a group's newest deployments are looked through: one goes on at a time. */
const NEWEST = 10;

/** Why a deployment is made: its description begins with it, so that it is found again. */
export type Purpose = `promotion ${string}` | `rollback of ${string}`;

/** What is to be deployed. */
export interface NewDeployment {
  readonly purpose: Purpose;
  readonly appSpec: string;
  /** @default - the group's own */
  readonly deploymentConfigName?: string;
  /** Whether no alarm stops it. @default false */
  readonly ignoresAlarms?: boolean;
}

/** The deployment that was made for a purpose, whatever became of it; nothing where none was. */
export async function findDeployment(
  { clients, contract }: CodeDeployed,
  purpose: Purpose,
): Promise<DeploymentInfo | undefined> {
  const codeDeploy = await clients.codeDeploy();
  const { deployments = [] } = await codeDeploy.listDeployments({ ...contract.codeDeploy });
  for (const deploymentId of deployments.slice(0, NEWEST)) {
    const { deploymentInfo } = await codeDeploy.getDeployment({ deploymentId });
    if (deploymentInfo?.description === purpose) return deploymentInfo;
  }
  return undefined;
}

/** States of a deployment that has not ended (CodeDeploy API, DeploymentInfo). */
const RUNNING = ["Created", "Queued", "InProgress", "Baking", "Ready"] as const;

/**
 * Refuses while another deployment of the group goes on: CodeDeploy carries out one at a time, and one goes on for
 * as long as the tasks of the release before are kept.
 *
 * @throws {DeploymentBlocked} that names it
 */
export async function refuseWhileAnotherRuns({ clients, contract }: CodeDeployed): Promise<void> {
  const codeDeploy = await clients.codeDeploy();
  const { deployments = [] } = await codeDeploy.listDeployments({
    ...contract.codeDeploy,
    includeOnlyStatuses: [...RUNNING],
  });
  const [deploymentId] = deployments;
  if (deploymentId === undefined) return;
  const { deploymentInfo = {} } = await codeDeploy.getDeployment({ deploymentId });
  const { createTime, description = "nobody says why", status } = deploymentInfo;
  throw new DeploymentBlocked("the deployment", [
    `CodeDeploy carries out one deployment of ${contract.service} at a time: ` +
      `${deploymentId} (${description}) is ${status} since ${createTime?.toISOString()}`,
  ]);
}

/**
 * Starts a deployment.
 *
 * @returns its id
 * @throws {DeploymentBlocked} if another has begun just now
 */
export async function createDeployment(
  target: CodeDeployed,
  { purpose, appSpec: content, deploymentConfigName, ignoresAlarms = false }: NewDeployment,
): Promise<string> {
  const { clients, contract } = target;
  const codeDeploy = await clients.codeDeploy();
  const sha256 = createHash("sha256").update(content).digest("hex");
  const create = codeDeploy.createDeployment({
    ...contract.codeDeploy,
    description: purpose,
    revision: { revisionType: "AppSpecContent", appSpecContent: { content, sha256 } },
    deploymentConfigName,
    ...(ignoresAlarms && { overrideAlarmConfiguration: { enabled: false, alarms: [] } }),
  });
  const { deploymentId } = await create.catch(async (error: unknown) => {
    if (!isNamed(error, "DeploymentLimitExceededException")) throw error;
    // A call whose answer was lost is made again by the SDK: then it is this very deployment that goes on.
    const found = await findDeployment(target, purpose);
    if (found) return found;
    throw new DeploymentBlocked("the deployment", [error.message]);
  });
  if (deploymentId === undefined) throw new Error("CodeDeploy gave no id to a deployment");
  return deploymentId;
}
