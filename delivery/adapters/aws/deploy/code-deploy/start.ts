import { createHash } from "node:crypto";
import type { DeploymentInfo } from "@aws-sdk/client-codedeploy";
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

/**
 * Starts a deployment.
 *
 * @returns its id
 */
export async function createDeployment(
  { clients, contract }: CodeDeployed,
  { purpose, appSpec: content, deploymentConfigName, ignoresAlarms = false }: NewDeployment,
): Promise<string> {
  const codeDeploy = await clients.codeDeploy();
  const sha256 = createHash("sha256").update(content).digest("hex");
  const { deploymentId } = await codeDeploy.createDeployment({
    ...contract.codeDeploy,
    description: purpose,
    revision: { revisionType: "AppSpecContent", appSpecContent: { content, sha256 } },
    deploymentConfigName,
    ...(ignoresAlarms && { overrideAlarmConfiguration: { enabled: false, alarms: [] } }),
  });
  if (deploymentId === undefined) throw new Error("CodeDeploy gave no id to a deployment");
  return deploymentId;
}
