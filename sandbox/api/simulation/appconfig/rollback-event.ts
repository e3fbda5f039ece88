import type { Entry } from "../../../cloud/record";
import type { Account, World } from "../../world";
import { publishEvent } from "../events/publish";

const APPLICATION = "aws:appconfig/application:Application";
const ASSOCIATION = "aws:appconfig/extensionAssociation:ExtensionAssociation";
const ENVIRONMENT = "aws:appconfig/environment:Environment";

/** AWS's own extension, as part of its ARN. */
const TO_EVENT_BRIDGE = ":extension/AWS.AppConfig.DeploymentNotificationsToEventBridge/";

/**
 * Tells EventBridge that a deployment was rolled back, where AWS's own extension is associated with its environment or its
 * application. Source: AWS AppConfig user guide, "Using the AWS AppConfig deployment events to Amazon EventBridge extension".
 */
export async function publishRollback(
  world: World,
  account: Account,
  { state: deployment }: Entry,
): Promise<void> {
  const { applicationId, environmentId, deploymentNumber } = deployment;
  const application = account.cloud.list(APPLICATION).find(({ id }) => id === applicationId)?.state;
  const environment = account.cloud
    .list(ENVIRONMENT)
    .map(({ state }) => state)
    .find((each) => each.environmentId === environmentId && each.applicationId === applicationId);
  if (!application || !environment) return;
  const association = account.cloud
    .list(ASSOCIATION)
    .find(
      ({ state }) =>
        String(state.extensionArn).includes(TO_EVENT_BRIDGE) &&
        [application.arn, environment.arn].includes(state.resourceArn),
    );
  if (!association) return;
  await publishEvent(world, account, {
    source: "aws.appconfig",
    "detail-type": "On Deployment Rolled Back",
    resources: [String(association.state.arn)],
    detail: {
      Type: "OnDeploymentRolledBack",
      Application: { Id: applicationId, Name: application.name },
      Environment: { Id: environmentId, Name: environment.name },
      DeploymentNumber: deploymentNumber,
    },
  });
}
