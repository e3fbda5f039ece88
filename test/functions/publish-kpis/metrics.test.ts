import { expect } from "chai";
import { kpiMetrics } from "../../../functions/publish-kpis/metrics";
import { closed, DAY, on, opened } from "../../delivery/ledger/kpi/day";

const NOW = new Date("2026-03-04T00:00:00Z");

/** Values by name of the metrics whose dimensions are these. */
const valuesOf = (data: ReturnType<typeof kpiMetrics>, dimensions: Record<string, string>) =>
  Object.fromEntries(
    data
      .filter((each) => JSON.stringify(each.dimensions) === JSON.stringify(dimensions))
      .map(({ name, value }) => [name, value]),
  );

/** What the day has that a target is for, as `test/delivery/ledger/kpi/day.ts` has it worked out by hand. */
const TARGETS = {
  LeadTimeMinutes: 40,
  ChangeFailurePercent: 37.5,
  RestoreMinutes: 12.6,
  RollbackPercent: 37.5,
  Deployments: 8,
};

describe("the metrics of a quarter's KPIs", () => {
  const data = kpiMetrics({ environment: "prod", events: DAY, now: NOW });

  it("[§19] are those worked out by hand, of the environment, the app and the workload", () => {
    expect(valuesOf(data, { Environment: "prod" })).to.deep.equal({
      ...TARGETS,
      // From 1 January to 3 March inclusive: 31, 28 and 3 days.
      DeploymentsPerDay: 8 / 62,
      LeadTimeP90Minutes: 50,
      MachineLeadTimeMinutes: 25,
      MachineLeadTimeP90Minutes: 50,
      NotRestored: 1,
      StoppedBeforeUsers: 1,
    });
    expect(valuesOf(data, { Environment: "prod", App: "Neurocipher" })).to.deep.equal(TARGETS);
    expect(valuesOf(data, { Environment: "prod", Service: "billing" })).to.deep.equal(TARGETS);
    expect(data).to.have.length(11 + 5 + 5);
  });

  it("have CloudWatch's unit, where it has one", () => {
    const units = Object.fromEntries(data.map(({ name, unit }) => [name, unit]));
    expect(units).to.deep.equal({
      LeadTimeMinutes: "None",
      ChangeFailurePercent: "Percent",
      RestoreMinutes: "None",
      RollbackPercent: "Percent",
      Deployments: "Count",
      DeploymentsPerDay: "None",
      LeadTimeP90Minutes: "None",
      MachineLeadTimeMinutes: "None",
      MachineLeadTimeP90Minutes: "None",
      NotRestored: "Count",
      StoppedBeforeUsers: "Count",
    });
  });

  it("are counts alone where nothing was measured: what is unknown is not 0", () => {
    const none = { Deployments: 0, DeploymentsPerDay: 0, NotRestored: 0, StoppedBeforeUsers: 0 };
    const [dev, later] = [
      kpiMetrics({ environment: "dev", events: DAY, now: NOW }),
      kpiMetrics({ environment: "prod", events: DAY, now: new Date("2026-04-01T00:00:01Z") }),
    ];
    expect(dev).to.have.length(4);
    expect(valuesOf(dev, { Environment: "dev" })).to.deep.equal(none);
    expect(later).to.have.length(4);
    expect(valuesOf(later, { Environment: "prod" })).to.deep.equal(none);
  });

  it("begin with the quarter, and end with now", () => {
    const at = (now: string) =>
      valuesOf(kpiMetrics({ environment: "prod", events: DAY, now: new Date(now) }), {
        Environment: "prod",
      }).Deployments;
    expect(at(on("09:40"))).to.equal(0);
    expect(at("2026-03-02T09:40:00.001Z")).to.equal(1);
    expect(at("2026-03-31T23:59:59.999Z")).to.equal(8);
    expect(at("2026-04-01T00:00:00Z")).to.equal(0);
  });

  it("have the time to restore of a workload that had an incident and no deployment", () => {
    const open = [opened("alone", "16:00")];
    const over = [...open, closed("alone", "16:12")];
    const [before, after] = [open, over].map((events) =>
      kpiMetrics({ environment: "prod", events, now: NOW }),
    );
    const billing = { Environment: "prod", Service: "billing" };
    expect(valuesOf(before ?? [], billing)).to.deep.equal({});
    expect(valuesOf(before ?? [], { Environment: "prod" }).NotRestored).to.equal(1);
    expect(valuesOf(after ?? [], billing)).to.deep.equal({ RestoreMinutes: 12, Deployments: 0 });
  });
});
