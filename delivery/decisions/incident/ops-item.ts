import { createHash } from "node:crypto";

/** Longest title and description of an OpsItem, in characters (Systems Manager API, CreateOpsItem). */
const TITLE_MAX = 1024;
const DESCRIPTION_MAX = 2048;

/** Who opens the platform's OpsItems. It may have no word such as `aws` in it (CreateOpsItem, Source). */
export const OPS_ITEM_SOURCE = "nc";

/** Key of the operational data that holds the URL of the root-cause ticket. */
export const TICKET_DATA = "ticket";

/** Statuses of an OpsItem that somebody still has to work on (Systems Manager API, OpsItem). */
export const OPEN_STATUSES = ["Open", "InProgress"] as const;

/** Operational data that a search finds (Systems Manager API, OpsItemDataValue). */
const SEARCHABLE = "SearchableString";

/** What is known of an incident when it is opened. */
export interface Incident {
  readonly workload: string;
  /** What an incident is opened once for while one is open: the id of a deployment, or the name of an alarm. */
  readonly cause: string;
  /** Id of the deployment that caused it. @default - an alarm alone, whose name is the cause */
  readonly deployment?: string | undefined;
  readonly title: string;
  readonly description: string;
}

/**
 * The OpsItem of an incident, as CreateOpsItem takes it. AWS opens no second one while one of the same cause is
 * open (Systems Manager user guide, "Reducing duplicate OpsItems").
 */
export function opsItemOf({ workload, cause, deployment, title, description }: Incident) {
  const searchable = (Value: string) => ({ Type: SEARCHABLE, Value }) as const;
  const data: Record<string, ReturnType<typeof searchable>> = {
    "/aws/dedup": searchable(JSON.stringify({ dedupString: dedupString(cause) })),
    workload: searchable(workload),
  };
  if (deployment === undefined) data.alarm = searchable(cause);
  else data.deployment = searchable(deployment);
  return {
    Title: title.slice(0, TITLE_MAX),
    Description: description.slice(0, DESCRIPTION_MAX),
    Source: OPS_ITEM_SOURCE,
    Priority: 1,
    Severity: "1",
    Category: "Availability",
    OperationalData: data,
  };
}

/** At most 64 characters (Systems Manager user guide, "Reducing duplicate OpsItems"). */
function dedupString(cause: string): string {
  return createHash("sha256").update(cause).digest("hex");
}
