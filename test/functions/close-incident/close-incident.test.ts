import { expect } from "chai";
import { parseEvent } from "../../../delivery/ledger/events";
import { setAlarmState } from "../../../sandbox/api/simulation/alarms/states";
import { addDeployment, alarmEvent, stoppedEvent } from "../support/events";
import { PlatformWorld, START } from "../support/platform-world";

const MINUTE = 60_000;
const later = (minutes: number) => new Date(START.getTime() + minutes * MINUTE);
const ALARM = "nc-ingest-worker-dev-http-errors";

describe("close-incident", () => {
  let here: PlatformWorld;
  beforeEach(async () => {
    here = await PlatformWorld.start();
  });
  afterEach(() => here.stop());

  it("[§14] closes an incident within a quarter of an hour of its ticket, and not before", async () => {
    addDeployment(here, "d-ABC");
    addDeployment(here, "d-BACK", {
      status: "Succeeded",
      creator: "codeDeployRollback",
      errorInformation: undefined,
      rollbackInfo: undefined,
      completeTime: later(2).toISOString(),
    });
    await here.call("open-incident", stoppedEvent("d-ABC"));
    await here.pass(31);
    expect(here.opsItems.map(({ status }) => status)).to.deep.equal(["Open"]);

    here.closeTicket(1);
    await here.pass(15);
    const [item] = here.opsItems;
    expect(item?.status).to.equal("Resolved");
    const [opened, closed, ...others] = await here.eventsOf("ingest-worker");
    expect(others).to.deep.equal([]);
    expect(closed).to.deep.equal({
      type: "incident-closed",
      at: later(31).toISOString(),
      environment: "dev",
      app: "Neurocipher",
      workload: "ingest-worker",
      writer: "nc-platform-dev-close-incident",
      incident: item?.id,
      // The deployment that undid it was done then.
      restoredAt: later(2).toISOString(),
    });
    expect(opened).to.deep.include({ type: "incident-opened", incident: item?.id });
  });

  it("[§14] takes the end of the last rollback from the ledger, where a promotion saw it", async () => {
    addDeployment(here, "d-ABC");
    await here.call("open-incident", stoppedEvent("d-ABC"));
    for (const [minutes, rollbackDeployment] of [[3, "d-BACK"] as const, [7, "d-AGAIN"] as const]) {
      await here.ledger.record(
        parseEvent({
          type: "rolled-back",
          at: later(minutes).toISOString(),
          environment: "dev",
          app: "Neurocipher",
          workload: "ingest-worker",
          writer: "w",
          deployment: "d-ABC",
          rollbackDeployment,
          cause: "alarm",
          startedAt: START.toISOString(),
          productionPercent: 10,
        }),
      );
    }
    here.closeTicket(1);
    await here.call("close-incident", {});
    expect(await restored()).to.deep.equal([later(7).toISOString()]);
  });

  it("[§14] takes the time at which the alarm was back to OK, and none where it is still on", async () => {
    setAlarmState(here.account, ALARM, "ALARM", START);
    await here.call("open-incident", alarmEvent(ALARM, "2026-11-02T15:00:00.000+0000"));
    setAlarmState(here.account, ALARM, "OK", later(9));
    here.closeTicket(1);
    await here.call("close-incident", {});
    expect(await restored()).to.deep.equal([later(9).toISOString()]);

    setAlarmState(here.account, ALARM, "ALARM", later(20));
    await here.call("open-incident", alarmEvent(ALARM, "2026-11-02T15:20:00.000+0000"));
    here.closeTicket(2);
    await here.call("close-incident", {});
    expect(await restored()).to.deep.equal([later(9).toISOString(), undefined]);
    expect(here.opsItems.map(({ status }) => status)).to.deep.equal(["Resolved", "Resolved"]);
  });

  it("closes what can be closed where one repository does not answer, and says which stays open", async () => {
    addDeployment(here, "d-ABC");
    await here.call("open-incident", stoppedEvent("d-ABC"));
    await here.call("open-incident", alarmEvent(ALARM, "2026-11-02T15:00:00.000+0000"));
    here.closeTicket(1);
    here.closeTicket(2);
    here.github.state.faults.push({ fault: "server-error", times: 1, afterwards: false });
    const answer = await here.call("close-incident", {});
    const [first, second] = here.opsItems;
    expect(answer)
      .to.have.nested.property("error.message")
      .that.contains(`stay open: ${first?.id}: `);
    expect([first?.status, second?.status]).to.deep.equal(["Open", "Resolved"]);
    expect(await here.call("close-incident", {})).to.deep.equal({
      returned: { open: 0, closed: [first?.id] },
    });
  });

  it("asks nobody where nothing is open, and leaves OpsItems of others alone", async () => {
    here.github.state.faults.push({ fault: "server-error", times: 1, afterwards: false });
    await here.openForeignOpsItem();
    expect(await here.call("close-incident", {})).to.deep.equal({
      returned: { open: 0, closed: [] },
    });
    expect(here.github.state.faults).to.have.length(1);
    expect(here.opsItems.map(({ status }) => status)).to.deep.equal(["Open"]);
  });

  async function restored() {
    const events = await here.eventsOf("ingest-worker");
    return events.flatMap((each) => (each.type === "incident-closed" ? [each.restoredAt] : []));
  }
});
