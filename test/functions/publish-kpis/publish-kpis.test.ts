import { expect } from "chai";
import { parseEvent } from "../../../delivery/ledger/events";
import { customValue } from "../../../sandbox/api/simulation/traffic/custom-metrics";
import { nc } from "../../delivery/commands/support/command-line";
import { DAY } from "../../delivery/ledger/kpi/day";
import { PlatformWorld, START } from "../support/platform-world";

/** The day whose KPIs were worked out by hand, in dev and in the quarter of the test's clock. */
const HERE = DAY.map((event) => {
  const moved = JSON.stringify(event).replaceAll("2026-03-02", "2026-10-02");
  return parseEvent({ ...JSON.parse(moved), environment: "dev" });
});

/** What was published of one metric in an hour: that in which the clock begins, or so many after it. */
function published(
  { account }: PlatformWorld,
  metricName: string,
  dimensions: Record<string, string>,
  hours = 0,
): number | undefined {
  const metric = { namespace: "NC/Kpis", metricName, dimensions, stat: "Maximum" };
  const start = START.getTime() + hours * HOUR;
  return customValue(account, metric, new Date(start), new Date(start + HOUR));
}

const HOUR = 3_600_000;

describe("publish-kpis", () => {
  let here: PlatformWorld;
  beforeEach(async () => {
    here = await PlatformWorld.start();
    // `nc` has the clock of its tests: an instant later, what is published is of what ended before it.
    await here.pass(1);
  });
  afterEach(() => here.stop());

  const record = async () => {
    for (const event of HERE) await here.ledger.record(event);
  };
  const PERIOD = ["--from", "2026-10-01", "--to", "2026-11-02T15:01:00Z"];

  for (const [scope, dimensions] of [
    [[], { Environment: "dev" }],
    [["--app", "Neurocipher"], { Environment: "dev", App: "Neurocipher" }],
    [["--workload", "billing"], { Environment: "dev", Service: "billing" }],
  ] as const) {
    it(`[§19] publishes what nc kpi answers${scope.map((word) => ` ${word}`).join("")}`, async () => {
      await record();
      expect(await here.call("publish-kpis", {})).to.deep.equal({ returned: { metrics: 21 } });
      const asked = ["kpi", "--environment", "dev", ...PERIOD, ...scope, "--json"];
      const { answer } = JSON.parse((await nc(asked, here.variables)).out);
      expect(answer).to.include({ deployments: 8, restoreMinutes: 12.6 });
      const of = {
        LeadTimeMinutes: answer.leadTime.median,
        ChangeFailurePercent: answer.changeFailurePercent,
        RestoreMinutes: answer.restoreMinutes,
        RollbackPercent: answer.rollbackPercent,
        Deployments: answer.deployments,
      };
      const ofAll = {
        DeploymentsPerDay: answer.deploymentsPerDay,
        LeadTimeP90Minutes: answer.leadTime.p90,
        MachineLeadTimeMinutes: answer.machineLeadTime.median,
        MachineLeadTimeP90Minutes: answer.machineLeadTime.p90,
        NotRestored: answer.notRestored,
        StoppedBeforeUsers: answer.stoppedBeforeUsers,
      };
      const all = scope.length === 0 ? { ...of, ...ofAll } : of;
      for (const [name, value] of Object.entries(all)) {
        expect(published(here, name, dimensions), name).to.equal(value);
      }
    });
  }

  it("is what nc kpi answers of this quarter until now, where no period is named", async () => {
    await record();
    const ask = async (...period: readonly string[]) =>
      JSON.parse(
        (await nc(["kpi", "--environment", "dev", ...period, "--json"], here.variables)).out,
      );
    const { answer } = await ask("--from", "2026-10-01", "--to", "2026-11-02T15:00:00Z");
    expect(answer.deployments).to.equal(8);
    expect((await ask()).answer).to.deep.equal(answer);
  });

  it("[§19] is shown to a person by nc kpi, and what is rare is not shown as nothing", async () => {
    await record();
    // 8 deployments in the 100 days.
    const period = ["--from", "2026-10-01", "--to", "2027-01-09"];
    const { out } = await nc(["kpi", "--environment", "dev", ...period], here.variables);
    expect(out.split("\n").slice(0, 5)).to.deep.equal([
      "deployments              8, 0.08 a day",
      "lead time, median        40 min, p90 50 min",
      "  machine time alone     25 min, p90 50 min",
      "change failure rate      37.5 %",
      "time to restore, mean    12.6 min, not restored yet: 1",
    ]);
  });

  it("publishes no lead time, no rate and no time to restore of an empty ledger", async () => {
    expect(await here.call("publish-kpis", {})).to.deep.equal({ returned: { metrics: 4 } });
    expect(published(here, "Deployments", { Environment: "dev" })).to.equal(0);
    for (const name of [
      "LeadTimeMinutes",
      "ChangeFailurePercent",
      "RestoreMinutes",
      "RollbackPercent",
    ]) {
      expect(published(here, name, { Environment: "dev" }), name).to.equal(undefined);
    }
  });

  it("[§19] publishes by the clock, once an hour", async () => {
    await record();
    await here.pass(58);
    expect(published(here, "RestoreMinutes", { Environment: "dev" })).to.equal(undefined);
    await here.pass(2);
    expect(here.queued("publish-kpis-failed-events")).to.deep.equal([]);
    expect(published(here, "RestoreMinutes", { Environment: "dev" }, 1)).to.equal(12.6);
  });

  for (const fault of ["throttling", "server-error"] as const) {
    for (const operation of ["dynamodb:Scan", "monitoring:PutMetricData"]) {
      it(`publishes the same after a ${fault} of ${operation}`, async () => {
        await record();
        here.world.faults.push({ fault, operation, times: 2, afterwards: false });
        expect(await here.call("publish-kpis", {})).to.deep.equal({ returned: { metrics: 21 } });
        expect(here.world.faults).to.deep.equal([]);
        expect(published(here, "RestoreMinutes", { Environment: "dev" })).to.equal(12.6);
      });
    }
  }

  it("publishes the same where it is called twice, or its answer was lost", async () => {
    await record();
    const lost = { fault: "server-error", operation: "monitoring:PutMetricData" } as const;
    here.world.faults.push({ ...lost, times: 1, afterwards: true });
    await here.call("publish-kpis", {});
    await here.call("publish-kpis", {});
    expect(published(here, "RestoreMinutes", { Environment: "dev" })).to.equal(12.6);
  });
});
