import { createHash } from "node:crypto";
import type { Incidents } from "../../ports/incidents";
import type { AwsClients } from "./clients";

/** Operational data that a search finds (Systems Manager API, OpsItemDataValue). */
const SEARCHABLE = "SearchableString";

/** Longest title and description of an OpsItem, in characters (Systems Manager API, CreateOpsItem). */
const TITLE_MAX = 1024;
const DESCRIPTION_MAX = 2048;

/** Incidents as OpsItems. AWS opens none for a deployment that has one (`/aws/dedup`). */
export function opsItemIncidents(clients: AwsClients): Incidents {
  return {
    async open({ workload, deployment, title, description }) {
      // The error itself, not its name alone: it has the id of the item that is there.
      const { OpsItemAlreadyExistsException } = await import("@aws-sdk/client-ssm");
      const client = await clients.ssm();
      // At most 64 characters (Systems Manager user guide, "Reducing duplicate OpsItems").
      const dedup = createHash("sha256").update(deployment).digest("hex");
      const create = client.createOpsItem({
        Title: title.slice(0, TITLE_MAX),
        Description: description.slice(0, DESCRIPTION_MAX),
        Source: "nc",
        Priority: 1,
        Severity: "1",
        Category: "Availability",
        OperationalData: {
          "/aws/dedup": { Type: SEARCHABLE, Value: JSON.stringify({ dedupString: dedup }) },
          deployment: { Type: SEARCHABLE, Value: deployment },
          workload: { Type: SEARCHABLE, Value: workload },
        },
      });
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
            { Key: "Status", Values: ["Open"], Operator: "Equal" },
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
