import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { AwsClients } from "../../../../../delivery/adapters/aws/clients";
import { deployerOf } from "../../../../../delivery/adapters/aws/deploy/deployer";
import { answerOrFault } from "../../../../../sandbox/api/faults";
import { type ApiServer, listen } from "../../../../../sandbox/api/server";
import { deliveries, releaseOfImage } from "../support/deliveries";
import { deployRoleOf } from "../support/program-account";

const WORKER = "audit-queue";

describe("the drain of a worker", () => {
  const { api, clock, contractOf } = deliveries();
  let server: ApiServer;
  let clients: AwsClients;
  /** What SQS counts in flight, at each time that it is asked; the last one from then on. */
  let counts: number[];
  /** Every value that the switch of the intake was given, with all that it was given beside it. */
  let written: Record<string, unknown>[];
  beforeEach(async () => {
    written = [];
    server = await listen(async (request) => {
      const operation = request.headers["x-amz-target"]?.split(".").at(-1);
      if (operation === "GetQueueAttributes") {
        const count = counts.length > 1 ? counts.shift() : counts[0];
        const Attributes = { ApproximateNumberOfMessagesNotVisible: String(count) };
        const headers = { "content-type": "application/x-amz-json-1.0" };
        return { status: 200, headers, body: JSON.stringify({ Attributes }) };
      }
      if (operation === "PutParameter") {
        const input = JSON.parse(Buffer.from(request.body).toString());
        if (input.Name.endsWith("/intake")) written.push(input);
      }
      return answerOrFault(api.world, request, randomUUID());
    });
    clients = new AwsClients({ ...api.as(deployRoleOf(WORKER)), endpoint: server.url });
  });
  afterEach(async () => {
    clients.destroy();
    await server.stop();
  });

  /** Releases, and looks every five seconds; answers after how many the tasks are replaced. */
  async function replacedAfter(): Promise<number> {
    const deployer = deployerOf({ clients, contract: contractOf(WORKER, "worker"), clock });
    const release = releaseOfImage("1", { workload: WORKER, kind: "worker", app: "AuditHound" });
    const began = clock.now().getTime();
    const id = await deployer.start(release, "p-1");
    for (;;) {
      const { steps } = await deployer.observe(id);
      const { state } = steps.find(({ name }) => name === "Drain") ?? {};
      if (state !== "in-progress") return (clock.now().getTime() - began) / 1000;
      await clock.sleep(5_000);
    }
  }

  it("[§7.3] is not over before every task has read that the intake is closed", async () => {
    counts = [0];
    // The contract's `noticedSeconds`.
    expect(await replacedAfter()).to.equal(60);
  });

  it("[§7.3] is over once no message was in flight for ten seconds, as SQS only estimates", async () => {
    // From the start until 60 s there are three; one is taken once more when the count was zero already.
    counts = [...Array.from({ length: 13 }, () => 3), 0, 2, 0];
    expect(await replacedAfter()).to.equal(60 + 5 + 5 + 5 + 10);
  });

  it("closes the intake with all that the program gave its switch", async () => {
    counts = [0];
    await replacedAfter();
    const { intake } = contractOf(WORKER, "worker");
    expect(written).to.deep.equal([
      {
        Name: intake.name,
        Value: "drained",
        Description: intake.description,
        Type: intake.type,
        KeyId: intake.keyId,
        Tier: intake.tier,
        AllowedPattern: intake.allowedPattern,
        Overwrite: true,
      },
    ]);
    expect([intake.type, intake.tier]).to.deep.equal(["SecureString", "Standard"]);
  });
});
