import type { CloudWatch } from "@aws-sdk/client-cloudwatch";
import { type CodeDeploy, DeploymentDoesNotExistException } from "@aws-sdk/client-codedeploy";
import type { LedgerEvent } from "../../delivery/ledger/events";
import type { OpenIncident } from "./open-incidents";

/** Clients of what is asked. */
export interface Asked {
  readonly codeDeploy: Pick<CodeDeploy, "getDeployment">;
  readonly cloudWatch: Pick<CloudWatch, "describeAlarms">;
}

/** Ids of CodeDeploy's deployments begin so (CodeDeploy API, CreateDeployment). */
const CODE_DEPLOY_ID = /^d-[A-Z0-9]+$/;

/**
 * When service was restored: when the last rollback of the deployment was done, or when the alarm was last back to
 * OK; nothing where neither is known, and the time of the closing stands for it.
 *
 * @param events - of the workload, as the ledger has them
 */
export async function restoredAt(
  { deployment, alarm, openedAt }: OpenIncident,
  events: readonly LedgerEvent[],
  asked: Asked,
): Promise<Date | undefined> {
  if (deployment === undefined) {
    return alarm === undefined ? undefined : backToOk(alarm, openedAt, asked);
  }
  const rolledBack = events.flatMap((each) =>
    each.type === "rolled-back" && each.deployment === deployment ? [Date.parse(each.at)] : [],
  );
  if (rolledBack.length > 0) return new Date(Math.max(...rolledBack));
  return CODE_DEPLOY_ID.test(deployment) ? undoneAt(deployment, asked) : undefined;
}

/** When the deployment was done that undid another, where no promotion was there to see it. */
async function undoneAt(deploymentId: string, { codeDeploy }: Asked): Promise<Date | undefined> {
  const found = async (id: string) => {
    try {
      return (await codeDeploy.getDeployment({ deploymentId: id })).deploymentInfo;
    } catch (error) {
      if (error instanceof DeploymentDoesNotExistException) return undefined;
      throw error;
    }
  };
  const id = (await found(deploymentId))?.rollbackInfo?.rollbackDeploymentId;
  const rollback = id === undefined ? undefined : await found(id);
  return rollback?.status === "Succeeded" ? rollback.completeTime : undefined;
}

/** When the alarm went back to OK for the last time; nothing where it is still on, or is gone. */
async function backToOk(
  alarm: string,
  openedAt: Date,
  { cloudWatch }: Asked,
): Promise<Date | undefined> {
  const { MetricAlarms = [], CompositeAlarms = [] } = await cloudWatch.describeAlarms({
    AlarmNames: [alarm],
    AlarmTypes: ["MetricAlarm", "CompositeAlarm"],
  });
  const [found] = [...MetricAlarms, ...CompositeAlarms];
  const since = found?.StateTransitionedTimestamp;
  return found?.StateValue === "OK" && since && since >= openedAt ? since : undefined;
}
