import {
  type AppConfig,
  type GetDeploymentCommandOutput,
  ResourceNotFoundException,
  type TriggeredBy,
} from "@aws-sdk/client-appconfig";
import type { EventFrom } from "./event";
import type { FlagsRollback } from "./incident";

/** Why flags are back, by who began their rollback (AppConfig API, DeploymentEvent). */
const CAUSES = {
  CLOUDWATCH_ALARM: "alarm",
  USER: "person",
  APPCONFIG: "deployment-failure",
  INTERNAL_ERROR: "deployment-failure",
} as const satisfies Record<TriggeredBy, FlagsRollback["cause"]>;

/** The share in the description of an update (AWS CLI reference, `appconfig get-deployment`, example). */
const SHARE = /(\d+(?:\.\d+)?)\s*%/;

/**
 * How AppConfig rolled a deployment back, by its own log: the event does not say.
 *
 * @returns nothing where the deployment is gone, as with its application
 */
export async function flagsRollback(
  { detail, time }: EventFrom<"aws.appconfig">,
  appConfig: AppConfig,
): Promise<FlagsRollback | undefined> {
  const { Application, Environment, DeploymentNumber } = detail;
  const asked = appConfig.getDeployment({
    ApplicationId: Application.Id,
    EnvironmentId: Environment.Id,
    DeploymentNumber,
  });
  const found = await asked.catch((error: unknown) => {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  });
  if (found === undefined) return undefined;
  const began = found.EventLog?.find(({ EventType }) => EventType === "ROLLBACK_STARTED");
  return {
    cause: CAUSES[began?.TriggeredBy ?? "APPCONFIG"],
    at: new Date(time).toISOString(),
    startedAt: (began?.OccurredAt ?? new Date(time)).toISOString(),
    productionPercent: largestShare(found),
  };
}

function largestShare({ EventLog = [], PercentageComplete = 0 }: GetDeploymentCommandOutput) {
  const shares = EventLog.filter(({ EventType }) => EventType === "PERCENTAGE_UPDATED").map(
    ({ Description = "" }) => Number(SHARE.exec(Description)?.[1] ?? 100),
  );
  return Math.min(100, Math.max(PercentageComplete, ...shares));
}
