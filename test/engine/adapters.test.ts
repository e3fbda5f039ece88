import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { cloudWatchAlarms } from "../../delivery/adapters/aws/alarms";
import { AwsClients } from "../../delivery/adapters/aws/clients";
import { parameterContracts } from "../../delivery/adapters/aws/contracts";
import { opsItemIncidents } from "../../delivery/adapters/aws/incidents";
import { dynamoDbPromotions } from "../../delivery/adapters/aws/promotions";
import { parsePromotion } from "../../delivery/decisions/promotion/record";
import { dynamoDbLedger } from "../../delivery/ledger/dynamodb";
import { parseEvent } from "../../delivery/ledger/events";
import { InvalidInput } from "../../infra/problems";
import { appliedApi } from "./applied-api";

const NC = fileURLToPath(new URL("../../tools/nc.mjs", import.meta.url));
const SERVICE = "ingest-worker";

describe("what nc reads and writes with a workload's own deploy role", () => {
  const api = appliedApi();

  const clientsOf = (service: string) => new AwsClients(api.delivers(service));

  it("is the contract of its own workload, and of no other", async () => {
    const contracts = parameterContracts(clientsOf(SERVICE), "dev");
    expect(await contracts.of(SERVICE)).to.include({ kind: "service", service: SERVICE });

    let refused: unknown;
    await contracts.of("audit-queue").catch((error) => (refused = error));
    expect(refused)
      .to.be.instanceOf(InvalidInput)
      .with.property("message")
      .match(
        /^GetParameter of Systems Manager:\n {2}AccessDeniedException: User: .* is not authorized/,
      );
  });

  it("is a promotion, of which the first writer of each revision wins", async () => {
    const promotions = dynamoDbPromotions(clientsOf(SERVICE), "nc-platform-dev-promotions");
    expect(await promotions.read(SERVICE)).to.equal(undefined);
    const first = parsePromotion({
      revision: 1,
      promotion: "p-1",
      workload: SERVICE,
      environment: "dev",
      release: `sha256:${"1".repeat(64)}`,
      version: "v1.0.0",
      phase: "requested",
      phaseSince: "2026-03-02T09:00:00Z",
      requestedAt: "2026-03-02T09:00:00Z",
    });
    const second = { ...first, revision: 2, phase: "gated" } as const;

    expect(await promotions.write(first)).to.equal(true);
    expect(await promotions.write({ ...first, promotion: "p-2" })).to.equal(false);
    expect(await promotions.write({ ...first, revision: 3 })).to.equal(false);
    expect(await promotions.write(second)).to.equal(true);
    expect(await promotions.read(SERVICE)).to.deep.equal(second);
  });

  it("is the ledger of its own workload, and of no other", async () => {
    const client = await clientsOf(SERVICE).dynamoDb();
    const ledger = dynamoDbLedger(client, "nc-platform-dev-ledger");
    const event = parseEvent({
      type: "traffic-shifted",
      at: "2026-03-02T09:00:00.000Z",
      environment: "dev",
      app: "Neurocipher",
      workload: SERVICE,
      writer: "run",
      deployment: "d-1",
    });
    await ledger.record(event);
    await ledger.record(event);

    expect(await ledger.eventsOf(SERVICE)).to.deep.equal([event]);
    for (const work of [
      () => ledger.record({ ...event, workload: "audit-queue" }),
      () => ledger.eventsOf("audit-queue"),
    ]) {
      let refused: unknown;
      await work().catch((error) => (refused = error));
      expect(refused)
        .to.be.instanceOf(InvalidInput)
        .with.property("message")
        .match(
          /^(PutItem|Query) of DynamoDB:\n {2}AccessDeniedException: User: .* is not authorized/,
        );
    }
  });

  /** Runs `nc` as a person would, with the credentials of the workload's deploy role. */
  async function nc(...words: string[]) {
    const { endpoint, credentials } = api.delivers(SERVICE);
    const env = {
      ...process.env,
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_SESSION_TOKEN: credentials.sessionToken,
    };
    const child = spawn(process.execPath, [NC, ...words, "--json"], { env, stdio: "pipe" });
    let out = "";
    let err = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
    const [code] = await once(child, "close");
    expect(err).to.equal("");
    return { code, ...JSON.parse(out) };
  }

  it("is shown by nc", async () => {
    const status = await nc("status", SERVICE, "--environment", "dev");
    expect(status).to.deep.include({ code: 0, verb: "status", result: "pass" });
    expect(status.answer.promotion).to.include({ promotion: "p-1", revision: 2, phase: "gated" });

    const { answer } = await nc("history", SERVICE, "--environment", "dev");
    expect(answer.events.map(({ type }: { type: string }) => type)).to.deep.equal([
      "traffic-shifted",
    ]);
    const period = ["--from", "2026-03-01", "--to", "2026-04-01", "--workload", SERVICE];
    expect((await nc("kpi", "--environment", "dev", ...period)).answer).to.include({
      deployments: 0,
      stoppedBeforeUsers: 0,
    });
  });

  it("is the state of its alarms, metric alarms and composite ones", async () => {
    const clients = clientsOf(SERVICE);
    const contract = await parameterContracts(clients, "dev").of(SERVICE);
    if (contract.kind === "terraform") throw new Error("it has no alarms");
    const { composite, rollback, bake } = contract.alarms;
    const names = [composite, ...rollback, ...bake];
    const states = await cloudWatchAlarms(clients).states(names);

    expect(states.map(({ name }) => name)).to.deep.equal(names);
    expect(new Set(states.map(({ state }) => state))).not.to.include("ALARM");
    let missing: unknown;
    await cloudWatchAlarms(clients)
      .states(["nc-none"])
      .catch((error) => (missing = error));
    expect(missing).to.have.property("message", "the alarm nc-none does not exist");
  });

  it("[§14] is one incident for one deployment", async () => {
    const incidents = opsItemIncidents(clientsOf(SERVICE));
    const report = {
      workload: SERVICE,
      deployment: "d-1",
      title: "Rollback",
      description: "errors",
    };
    const id = await incidents.open(report);

    expect(id).to.match(/^oi-/);
    expect(await incidents.open(report)).to.equal(id);
    expect(await incidents.open({ ...report, deployment: "d-2" })).not.to.equal(id);
    const open = await incidents.openOf(SERVICE);
    expect(open.map((each) => each.title)).to.deep.equal(["Rollback", "Rollback"]);
    expect(await incidents.openOf("audit-queue")).to.deep.equal([]);
  });
});
