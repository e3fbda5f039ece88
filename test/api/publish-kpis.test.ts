import { CloudWatch } from "@aws-sdk/client-cloudwatch";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { dynamoDbLedger } from "../../delivery/ledger/dynamodb";
import { parseEvent } from "../../delivery/ledger/events";
import { publishKpis } from "../../functions/publish-kpis/publish-kpis";
import { contextOf } from "../../sandbox/functions/run-function";
import { DAY } from "../delivery/ledger/kpi/day";
import { type Moto, motoFor } from "../support/moto";
import { createLedgerTable } from "./support/ledger-table";

/** moto takes metrics of the last days alone, so the day that was worked out by hand is the one before yesterday's. */
const NOW = new Date();
const DATE = new Date(NOW.getTime() - 48 * 3_600_000).toISOString().slice(0, 10);

/** The one function all of whose calls moto has: the others ask for OpsItems and reports of CodeDeploy. */
describe("publish-kpis, with moto as AWS", () => {
  let moto: Moto | undefined;
  before(async function () {
    moto = await motoFor(this);
  });
  after(() => moto?.stop());

  it("[§19] reads the ledger, and publishes the numbers that were worked out by hand", async () => {
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    const aws = { endpoint: moto?.url ?? "", region: "ca-central-1", credentials };
    const client = new DynamoDBClient(aws);
    const LEDGER = await createLedgerTable(client);
    const ledger = dynamoDbLedger(client, LEDGER);
    for (const event of DAY) {
      const moved = JSON.stringify(event).replaceAll("2026-03-02", DATE);
      await ledger.record(parseEvent({ ...JSON.parse(moved), environment: "stg" }));
    }
    const handler = publishKpis({
      env: { ENVIRONMENT: "stg", LEDGER },
      aws,
      now: () => NOW,
      sleep: async () => {},
      quiet: true,
      file: () => "",
    });
    const functionName = "nc-platform-stg-publish-kpis";
    await handler({}, contextOf(functionName, { arn: functionName, timeout: 60 }));
    const cloudWatch = new CloudWatch(aws);
    const published = async (MetricName: string) => {
      const { Datapoints = [] } = await cloudWatch.getMetricStatistics({
        Namespace: "NC/Kpis",
        MetricName,
        Dimensions: [{ Name: "Environment", Value: "stg" }],
        StartTime: new Date(NOW.getTime() - 7_200_000),
        EndTime: new Date(NOW.getTime() + 7_200_000),
        Period: 3600,
        Statistics: ["Maximum"],
      });
      return Datapoints.map(({ Maximum }) => Maximum);
    };
    // As `test/delivery/ledger/kpi/day.ts` has them.
    expect(await published("Deployments")).to.deep.equal([8]);
    expect(await published("LeadTimeMinutes")).to.deep.equal([40]);
    expect(await published("RestoreMinutes")).to.deep.equal([12.6]);
    client.destroy();
    cloudWatch.destroy();
  });
});
