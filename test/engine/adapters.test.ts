import { expect } from "chai";
import { cloudWatchAlarms } from "../../delivery/adapters/aws/alarms";
import { AwsClients } from "../../delivery/adapters/aws/clients";
import { parameterContracts } from "../../delivery/adapters/aws/contracts";
import { opsItemIncidents } from "../../delivery/adapters/aws/incidents";
import { dynamoDbPromotions } from "../../delivery/adapters/aws/promotions";
import { parsePromotion } from "../../delivery/decisions/promotion/record";
import { dynamoDbLedger } from "../../delivery/ledger/dynamodb";
import { parseEvent } from "../../delivery/ledger/events";
import { openSession } from "../../sandbox/api/authorization/sessions";
import { openSandbox } from "../../sandbox/api/open-sandbox";
import { type ApiServer, startServer } from "../../sandbox/api/server";
import type { World } from "../../sandbox/api/world";
import { copyAppliedDev } from "../support/applied-dev";
import { testSandbox } from "../support/sandbox";

const SERVICE = "ingest-worker";

describe("what nc reads and writes with a workload's own deploy role", () => {
  const sandbox = testSandbox();
  let server: ApiServer;
  let world: World;
  before(async () => {
    await copyAppliedDev(sandbox);
    world = openSandbox(sandbox.folder).world;
    server = await startServer(world);
  });
  after(async () => {
    await server.stop();
    sandbox.remove();
  });

  function clientsOf(service: string): AwsClients {
    const [account] = world.accounts;
    if (!account) throw new Error("dev was not applied");
    const role = `nc-${service}-dev-gha-deploy-role`;
    const credentials = openSession(world, { account, role, sessionName: "ci" });
    return new AwsClients({ region: account.region, endpoint: server.url, credentials });
  }

  it("is the contract of its own workload, and of no other", async () => {
    const contracts = parameterContracts(clientsOf(SERVICE), "dev");
    expect(await contracts.of(SERVICE)).to.include({ kind: "service", service: SERVICE });

    let refused: unknown;
    await contracts.of("audit-queue").catch((error) => (refused = error));
    expect(refused).to.have.property("name", "AccessDeniedException");
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
      expect(refused).to.have.property("name", "AccessDeniedException");
    }
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
