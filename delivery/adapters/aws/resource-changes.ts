import type { CloudTrail, Event } from "@aws-sdk/client-cloudtrail";
import { z } from "zod";
import type { ResourceChange } from "../../decisions/drift/resource";
import type { ResourceChanges } from "../../ports/resource-changes";
import type { AwsClients } from "./clients";

/** How far back CloudTrail answers, in milliseconds: 90 days (CloudTrail API, LookupEvents). */
const REACH = 90 * 24 * 3_600_000;

/** Most events of one name that are read, in pages of 50, the newest first. */
const PAGE = 50;
const PAGES = 4;

/** Who called, of a record (CloudTrail guide, "CloudTrail userIdentity element"). Anybody else is no more than a name. */
const RECORD = z.object({
  userIdentity: z.object({
    arn: z.string().optional(),
    invokedBy: z.string().optional(),
    sessionContext: z.object({ sourceIdentity: z.string().optional() }).optional(),
  }),
  errorCode: z.string().optional(),
});

/**
 * The changes of a resource in AWS CloudTrail's event history. It has one question by one name, and two of them a
 * second: names are asked for one after the other, until one is known.
 */
export function cloudTrailChanges(clients: AwsClients, now: () => Date): ResourceChanges {
  return {
    async of({ names, region, since }) {
      const client = await (region === "us-east-1"
        ? clients.globalCloudTrail()
        : clients.cloudTrail());
      const oldest = now().getTime() - REACH;
      const from = Math.max(oldest, since === undefined ? 0 : Date.parse(since));
      // Its times are whole seconds, and a change may be in the second in which the program was applied.
      const start = new Date(Math.floor(from / 1000) * 1000);
      for (const name of names) {
        const events = await eventsOf(client, name, start);
        const changes = events.flatMap(changeIn);
        if (changes.length > 0) return changes;
      }
      return [];
    },
  };
}

async function eventsOf(client: CloudTrail, name: string, start: Date): Promise<readonly Event[]> {
  const events: Event[] = [];
  let NextToken: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const answer = await client.lookupEvents({
      LookupAttributes: [{ AttributeKey: "ResourceName", AttributeValue: name }],
      StartTime: start,
      MaxResults: PAGE,
      NextToken,
    });
    events.push(...(answer.Events ?? []));
    NextToken = answer.NextToken;
    if (NextToken === undefined) break;
  }
  return events;
}

/** An event as a change; nothing for one that only reads, or that AWS refused. */
function changeIn({
  EventTime,
  EventName,
  ReadOnly,
  Username,
  CloudTrailEvent,
}: Event): ResourceChange[] {
  if (ReadOnly !== "false" || EventTime === undefined || EventName === undefined) return [];
  const record = RECORD.safeParse(json(CloudTrailEvent)).data;
  if (record?.errorCode !== undefined) return [];
  const { arn, invokedBy, sessionContext } = record?.userIdentity ?? {};
  const by = arn ?? invokedBy ?? Username ?? "somebody whom CloudTrail does not name";
  const change = { at: EventTime.toISOString(), event: EventName, by };
  const { sourceIdentity } = sessionContext ?? {};
  return [sourceIdentity === undefined ? change : { ...change, sourceIdentity }];
}

function json(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}
