import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { dynamoDbLedger } from "../../../delivery/ledger/dynamodb";
import { eventId } from "../../../delivery/ledger/event-id";
import { parseEvent } from "../../../delivery/ledger/events";
import { deliveries } from "../adapters/aws/support/deliveries";

const WORKLOAD = "ingest-worker";
const TABLE = "nc-platform-stg-ledger";

describe("an item of the ledger that is not what its event says", () => {
  const { clientsOf } = deliveries();
  const event = parseEvent({
    type: "traffic-shifted",
    at: "2026-03-02T09:00:00Z",
    environment: "stg",
    app: "Neurocipher",
    workload: WORKLOAD,
    writer: "run",
    deployment: "d-1",
  });
  const sound = {
    workload: WORKLOAD,
    id: eventId(event),
    at: "2026-03-02T09:00:00.000Z",
    type: "traffic-shifted",
    event: JSON.stringify(Object.fromEntries(Object.entries(event).sort())),
  };
  /** Each is written by the workload's own deploy role, which IAM lets put any item of its workload. */
  const altered = {
    "an event of another workload": { event: sound.event.replace(WORKLOAD, "audit-queue") },
    "an event with another id": { id: "0".repeat(64) },
    "an event with another time": { at: "2026-01-01T00:00:00.000Z" },
    "an event of another type": { type: "rolled-back" },
  };

  const readWith = async (item: Readonly<Record<string, string>>) => {
    const client = await clientsOf(WORKLOAD).dynamoDb();
    const Item = Object.fromEntries(Object.entries(item).map(([key, S]) => [key, { S }]));
    await client.send(new PutItemCommand({ TableName: TABLE, Item }));
    return dynamoDbLedger(client, TABLE).eventsOf(WORKLOAD);
  };

  it("is none where it is as the ledger writes it", async () => {
    expect(await readWith(sound)).to.deep.equal([event]);
  });

  for (const [what, fields] of Object.entries(altered)) {
    it(`[§16] is refused, and is in no KPI: ${what}`, async () => {
      const answer = await readWith({ ...sound, ...fields }).catch((error: Error) => error.message);
      expect(answer).to.match(/^the ledger:\n {2}ingest-worker [0-9a-f]{64}: /);
    });
  }
});
