import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  paginateQuery,
  paginateScan,
} from "@aws-sdk/client-dynamodb";
import canonicalize from "canonicalize";
import { LEDGER_BY_TIME } from "../../infra/naming/platform-names";
import { formatProblem, InvalidInput } from "../../infra/problems";
import { eventId } from "./event-id";
import { type LedgerEvent, parseEvent } from "./events";
import type { Ledger } from "./ledger";

/**
 * The ledger in an account's table (docs/decisions/0023). An item has the event as canonical JSON, and beside
 * it what the table and its index are sorted by.
 *
 * @param table - the table's name
 */
export function dynamoDbLedger(client: DynamoDBClient, table: string): Ledger {
  return {
    async record(event) {
      const put = new PutItemCommand({
        TableName: table,
        Item: itemOf(event),
        ConditionExpression: "attribute_not_exists(id)",
      });
      await client.send(put).catch((error: unknown) => {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      });
    },

    async eventsOf(workload, since = 0) {
      const pages = paginateQuery(
        { client },
        {
          TableName: table,
          IndexName: LEDGER_BY_TIME,
          KeyConditionExpression: "workload = :workload AND #at >= :since",
          ExpressionAttributeNames: { "#at": "at" },
          ExpressionAttributeValues: {
            ":workload": { S: workload },
            ":since": { S: new Date(since).toISOString() },
          },
          ConsistentRead: true,
        },
      );
      return readAll(pages);
    },

    allEvents: () => readAll(paginateScan({ client }, { TableName: table, ConsistentRead: true })),
  };
}

/** An event as the table has it. */
function itemOf(event: LedgerEvent) {
  const { workload, at, type } = event;
  return {
    workload: { S: workload },
    id: { S: eventId(event) },
    // With milliseconds, always: the index sorts texts.
    at: { S: new Date(at).toISOString() },
    type: { S: type },
    event: { S: canonicalize(event) ?? "" },
  };
}

/**
 * The events of all pages, in their order. IAM sees the workload of an item, and not its event: a role that was taken
 * over could write an event of another workload, or one with another id or time than its own.
 *
 * @throws {InvalidInput} that names an item that is not what its event says
 */
async function readAll(
  pages: AsyncIterable<{ Items?: Record<string, AttributeValue>[] | undefined }>,
): Promise<readonly LedgerEvent[]> {
  const events: LedgerEvent[] = [];
  for await (const { Items = [] } of pages) {
    for (const item of Items) {
      const event = parseEvent(JSON.parse(item.event?.S ?? "null"));
      for (const [key, want] of Object.entries(itemOf(event))) {
        if (item[key]?.S === want.S) continue;
        const name = `${item.workload?.S} ${item.id?.S}: ${key}`;
        throw new InvalidInput("the ledger", [formatProblem(name, item[key]?.S, want.S)]);
      }
      events.push(event);
    }
  }
  return events;
}
