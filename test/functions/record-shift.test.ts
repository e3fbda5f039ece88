import { expect } from "chai";
import { hooked, reportOf } from "./support/hooked";
import { PlatformWorld, START } from "./support/platform-world";

const SHIFTED = {
  type: "traffic-shifted",
  at: START.toISOString(),
  environment: "dev",
  app: "Neurocipher",
  workload: "ingest-worker",
  writer: "nc-platform-dev-record-shift",
  deployment: "d-HOOKED123",
};

describe("record-shift", () => {
  let here: PlatformWorld;
  beforeEach(async () => {
    here = await PlatformWorld.start();
  });
  afterEach(() => here.stop());

  it("[§7] writes into the ledger, once, that a deployment has traffic", async () => {
    await here.call("record-shift", hooked(here, "ECS"));
    expect(reportOf(here)).to.equal("Succeeded");
    here.world.clock.set(new Date(START.getTime() + 60_000));
    await here.call("record-shift", hooked(here, "ECS"));
    expect(reportOf(here)).to.equal("Succeeded");
    expect(await here.eventsOf("ingest-worker")).to.deep.equal([SHIFTED]);
  });

  // Its two writes, in their order.
  for (const operation of ["dynamodb:PutItem", "codedeploy:PutLifecycleEventHookExecutionStatus"]) {
    it(`[§7] writes the same where it is called again after ${operation} was carried out and its answer lost`, async () => {
      here.world.faults.push({ fault: "server-error", operation, times: 9, afterwards: true });
      await here.call("record-shift", hooked(here, "ECS"));
      here.world.faults.splice(0);
      const hookReport = reportOf(here);
      await here.call("record-shift", hooked(here, "ECS", { hookReport }));
      expect(await here.eventsOf("ingest-worker")).to.deep.equal([SHIFTED]);
      expect(reportOf(here)).to.be.oneOf(["Succeeded", "Failed"]);
    });
  }

  it("[§7] reports Failed where the ledger does not take the event", async () => {
    const lost = { fault: "throttling", operation: "dynamodb:PutItem", times: 99 } as const;
    here.world.faults.push({ ...lost, afterwards: false });
    await here.call("record-shift", hooked(here, "ECS"));
    expect(reportOf(here)).to.equal("Failed");
    expect(await here.eventsOf("ingest-worker")).to.deep.equal([]);
  });
});
