import { OPEN_STATUSES, opsItemOf } from "../../decisions/incident/ops-item";
import type { Incidents } from "../../ports/incidents";
import type { AwsClients } from "./clients";

/** Incidents as OpsItems. AWS opens none for a deployment that has one (`/aws/dedup`). */
export function opsItemIncidents(clients: AwsClients): Incidents {
  return {
    async open({ workload, deployment, title, description }) {
      // The error itself, not its name alone: it has the id of the item that is there.
      const { OpsItemAlreadyExistsException } = await import("@aws-sdk/client-ssm");
      const client = await clients.ssm();
      const item = opsItemOf({ workload, cause: deployment, deployment, title, description });
      const create = client.createOpsItem(item);
      return create.then(
        ({ OpsItemId }) => OpsItemId ?? "",
        (error: unknown) => {
          if (!(error instanceof OpsItemAlreadyExistsException)) throw error;
          return error.OpsItemId ?? "";
        },
      );
    },

    async openOf(workload) {
      const { paginateDescribeOpsItems } = await import("@aws-sdk/client-ssm");
      const client = await clients.ssm();
      const pages = paginateDescribeOpsItems(
        { client },
        {
          OpsItemFilters: [
            { Key: "Status", Values: [...OPEN_STATUSES], Operator: "Equal" },
            {
              Key: "OperationalData",
              Values: [JSON.stringify({ key: "workload", value: workload })],
              Operator: "Equal",
            },
          ],
        },
      );
      const open: { id: string; title: string }[] = [];
      for await (const { OpsItemSummaries = [] } of pages) {
        for (const { OpsItemId: id = "", Title: title = "" } of OpsItemSummaries) {
          open.push({ id, title });
        }
      }
      return open;
    },
  };
}
