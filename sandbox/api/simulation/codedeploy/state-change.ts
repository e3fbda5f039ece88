import { findBy } from "../../resources";
import type { Account, World } from "../../world";
import { publishEvent } from "../events/publish";
import { DEPLOYMENTS } from "./deployment";

const GROUP = "aws:codedeploy/deploymentGroup:DeploymentGroup";

/** States of the event. Source: CodeDeploy user guide, "Monitoring deployments with CloudWatch Events". */
export type DeploymentState = "START" | "SUCCESS" | "FAILURE" | "STOP" | "READY";

/** Publishes that a deployment has changed its state. */
export async function publishState(
  world: World,
  account: Account,
  id: string,
  state: DeploymentState,
): Promise<void> {
  const deployment = DEPLOYMENTS.get(account.cloud, id);
  if (!deployment) return;
  const { applicationName, deploymentGroupName } = deployment;
  const group = findBy(account, GROUP, "deploymentGroupName", deploymentGroupName);
  const arn = (path: string) => `arn:aws:codedeploy:${account.region}:${account.id}:${path}`;
  await publishEvent(world, account, {
    source: "aws.codedeploy",
    "detail-type": "CodeDeploy Deployment State-change Notification",
    resources: [
      arn(`deploymentgroup:${applicationName}/${deploymentGroupName}`),
      arn(`application:${applicationName}`),
    ],
    detail: {
      region: account.region,
      deploymentId: id,
      instanceGroupId: String(group?.state.deploymentGroupId ?? ""),
      deploymentGroup: deploymentGroupName,
      application: applicationName,
      state,
    },
  });
}
