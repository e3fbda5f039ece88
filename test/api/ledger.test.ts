import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { dynamoDbLedger } from "../../delivery/ledger/dynamodb";
import { type LedgerEvent, parseEvent } from "../../delivery/ledger/events";
import type { Ledger } from "../../delivery/ledger/ledger";
import { type Moto, motoFor } from "../support/moto";
import { createLedgerTable } from "./support/ledger-table";

const shifted = (deployment: string, at: string, more: object = {}): LedgerEvent =>
  parseEvent({
    type: "traffic-shifted",
    at,
    environment: "stg",
    app: "Neurocipher",
    workload: "billing",
    writer: "nc-platform-stg-record-shift",
    deployment,
    ...more,
  });

describe("the ledger in DynamoDB", () => {
  let moto: Moto | undefined;
  let client: DynamoDBClient;
  let ledger: Ledger;

  before(async function () {
    moto = await motoFor(this);
    client = new DynamoDBClient({
      endpoint: moto.url,
      region: "ca-central-1",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
    });
    ledger = dynamoDbLedger(client, await createLedgerTable(client));
  });

  after(async () => {
    client?.destroy();
    await moto?.stop();
  });

  it("[§16] has an event once, as it was written first", async () => {
    const first = shifted("d-1", "2026-03-02T09:00:00Z");
    await ledger.record(first);
    await ledger.record(shifted("d-1", "2026-03-02T10:00:00Z", { writer: "another" }));

    expect(await ledger.eventsOf("billing")).to.deep.equal([first]);
  });

  it("finds the events of one workload, since an instant, in their order", async () => {
    const early = shifted("d-3", "2026-03-03T09:00:00Z");
    const late = shifted("d-2", "2026-03-04T09:00:00Z");
    await ledger.record(late);
    await ledger.record(early);
    await ledger.record(shifted("d-9", "2026-03-04T09:00:00Z", { workload: "other" }));

    const since = Date.parse("2026-03-03T09:00:00Z");
    expect(await ledger.eventsOf("billing", since)).to.deep.equal([early, late]);
    expect(await ledger.eventsOf("billing", since + 1)).to.deep.equal([late]);
    expect((await ledger.allEvents()).map(({ workload }) => workload)).to.have.members([
      ...["billing", "billing", "billing", "other"],
    ]);
  });

  it("reads more than one page", async () => {
    // 60 events of about 20 kB: a page of DynamoDB ends at 1 MB (Query API).
    const reasons = Array.from({ length: 20 }, (_, each) => `${each}`.padEnd(1000, "x"));
    const many = Array.from({ length: 60 }, (_, each) =>
      parseEvent({
        type: "gate-decided",
        at: new Date(Date.UTC(2026, 2, 5, 0, each)).toISOString(),
        environment: "stg",
        app: "Neurocipher",
        workload: "wide",
        writer: "run",
        promotion: `p-${each}`,
        release: `sha256:${"1".repeat(64)}`,
        gate: "bake",
        verdict: "wait",
        reasons,
      }),
    );
    for (const each of many) await ledger.record(each);

    expect(await ledger.eventsOf("wide")).to.deep.equal(many);
  });
});
