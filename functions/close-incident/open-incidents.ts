import { type OpsItemFilter, paginateDescribeOpsItems, type SSM } from "@aws-sdk/client-ssm";
import { OPEN_STATUSES, OPS_ITEM_SOURCE } from "../../delivery/decisions/incident/ops-item";

/** An incident that is not resolved. */
export interface OpenIncident {
  /** Id of the OpsItem. */
  readonly id: string;
  /** Name of its workload; `platform` is the platform's own. */
  readonly workload: string;
  /** Id of the deployment that caused it. @default - no deployment did */
  readonly deployment?: string | undefined;
  /** Name of the alarm that it was opened for. @default - a deployment caused it */
  readonly alarm?: string | undefined;
  /** When it was opened. */
  readonly openedAt: Date;
}

/** The incidents of the account that are not resolved; OpsItems of others are left out. */
export async function openIncidents(client: SSM): Promise<readonly OpenIncident[]> {
  const OpsItemFilters: OpsItemFilter[] = [
    { Key: "Source", Values: [OPS_ITEM_SOURCE], Operator: "Equal" },
    { Key: "Status", Values: [...OPEN_STATUSES], Operator: "Equal" },
  ];
  const found: OpenIncident[] = [];
  for await (const page of paginateDescribeOpsItems({ client }, { OpsItemFilters })) {
    for (const { OpsItemId: id, OperationalData = {}, CreatedTime } of page.OpsItemSummaries ??
      []) {
      const workload = OperationalData.workload?.Value;
      if (id === undefined || workload === undefined || CreatedTime === undefined) continue;
      const { deployment, alarm } = OperationalData;
      found.push({
        id,
        workload,
        deployment: deployment?.Value,
        alarm: alarm?.Value,
        openedAt: CreatedTime,
      });
    }
  }
  return found;
}
