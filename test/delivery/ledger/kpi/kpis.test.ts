import { expect } from "chai";
import { type KpiQuery, kpis } from "../../../../delivery/ledger/kpi/kpis";
import { DAY, on, promotion } from "./day";

const MARCH_2: KpiQuery = {
  environment: "prod",
  from: Date.parse("2026-03-02T00:00:00Z"),
  to: Date.parse("2026-03-04T00:00:00Z"),
};

describe("the KPIs of a period", () => {
  it("[§19] are those worked out by hand", () => {
    expect(kpis(DAY, MARCH_2)).to.deep.equal({
      // a, b, c, d, e and h, and the flags i and j; in two days.
      deployments: 8,
      deploymentsPerDay: 4,
      // a 40, e 50, h 0.
      leadTime: { median: 40, p90: 50 },
      // a 40 less 09:10-09:25, e 50, h 0.
      machineLeadTime: { median: 25, p90: 50 },
      // b, e and j of eight.
      changeFailurePercent: 37.5,
      // b 9, e 30, j 2, the one alone 12, and that of a foreign deployment 10: 63 by 5.
      restoreMinutes: 12.6,
      notRestored: 1,
      // b, once, d and j of eight.
      rollbackPercent: 37.5,
      stoppedBeforeUsers: 1,
    });
  });

  it("are the same in any order, and with every event twice", () => {
    expect(kpis([...DAY].reverse(), MARCH_2)).to.deep.equal(kpis(DAY, MARCH_2));
    expect(kpis([...DAY, ...DAY], MARCH_2)).to.deep.equal(kpis(DAY, MARCH_2));
  });

  it("leave out what nothing was measured for", () => {
    expect(kpis([], MARCH_2)).to.deep.equal({
      deployments: 0,
      deploymentsPerDay: 0,
      leadTime: { median: undefined, p90: undefined },
      machineLeadTime: { median: undefined, p90: undefined },
      changeFailurePercent: undefined,
      restoreMinutes: undefined,
      notRestored: 0,
      rollbackPercent: undefined,
      stoppedBeforeUsers: 0,
    });
  });

  it("count the end of a period to the next one", () => {
    const until = { ...MARCH_2, to: Date.parse(on("09:40")) };
    expect(kpis(DAY, until).deployments).to.equal(0);
    expect(kpis(DAY, { ...MARCH_2, from: until.to }).deployments).to.equal(8);
  });

  it("are of one environment, and of one app or workload where that is asked", () => {
    expect(kpis(DAY, { ...MARCH_2, environment: "stg" }).deployments).to.equal(0);
    expect(kpis(DAY, { ...MARCH_2, app: "AuditHound" }).deployments).to.equal(0);
    expect(kpis(DAY, { ...MARCH_2, app: "Neurocipher" }).deployments).to.equal(8);
    expect(kpis(DAY, { ...MARCH_2, workload: "ingest" }).deployments).to.equal(0);
    expect(kpis(DAY, { ...MARCH_2, workload: "billing" }).deployments).to.equal(8);
  });

  it("count a deployment that failed, or of whose rollback nothing is known, as a change failure", () => {
    const failed = promotion("i", "8", { deploying: "08:00", failed: "08:10" });
    const unknown = promotion("j", "9", { deploying: "08:00", "rolled-back": "08:10" });
    expect(kpis([...failed, ...unknown], MARCH_2)).to.include({
      changeFailurePercent: 100,
      rollbackPercent: 50,
      stoppedBeforeUsers: 0,
    });
  });
});
