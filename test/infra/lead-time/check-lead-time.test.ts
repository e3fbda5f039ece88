import { expect } from "chai";
import { parseCatalog } from "../../../infra/catalog/parse";
import { checkLeadTime } from "../../../infra/lead-time/check-lead-time";
import { criticalPath, totalMinutes } from "../../../infra/lead-time/critical-path";
import { InvalidInput } from "../../../infra/problems";
import { workload as adapter } from "../../fixtures/catalog/api-adapter";
import { workload as queue } from "../../fixtures/catalog/audit-queue";
import { workload as ingest } from "../../fixtures/catalog/ingest-worker";
import { settingsOf } from "../../support/contexts";

const [stg, prod] = [settingsOf("stg"), settingsOf("prod")];
const alone = { links: [], allows: [], grants: [] };
const catalogWith = (traffic?: object) =>
  parseCatalog({
    "ingest-worker": { ...ingest, ...alone, ...(traffic && { traffic }) },
    "api-adapter": { ...adapter, ...alone },
  });

describe("the lead time from tag to prod", () => {
  it("[§19] is below 30 minutes by default, stg's bake and prod's 10-minute watch included", () => {
    const [service] = parseCatalog({ "ingest-worker": { ...ingest, ...alone } });
    if (!service) throw new Error("no workload");
    const steps = criticalPath(service, { stg, prod });
    expect(steps).to.deep.equal([
      { name: "build", minutes: 5 },
      { name: "deploy to stg", minutes: 2 },
      { name: "shift in stg", minutes: 3 },
      { name: "bake in stg", minutes: 4 },
      { name: "performance check", minutes: 0.5 },
      { name: "deploy to prod", minutes: 2 },
      { name: "shift in prod", minutes: 3 },
      { name: "watch in prod", minutes: 10 },
    ]);
    expect(totalMinutes(steps)).to.equal(29.5);
    expect(() => checkLeadTime(prod, catalogWith(), { stg })).not.to.throw();
  });

  it("[§19] is refused above the target, with the sum, for all workloads that have it", () => {
    const long = settingsOf("stg", { bakeMinutes: 30 });
    expect(() => checkLeadTime(long, catalogWith(), { prod })).to.throw(
      InvalidInput,
      [
        "Lead time from tag to prod:",
        "  kpi.leadTimeMinutes is 30: expected at least 55.5, or shorter steps, as a release takes build 5 + deploy to stg 2 + " +
          "shift in stg 3 + bake in stg 30 + performance check 0.5 + deploy to prod 2 + shift in prod 3 + " +
          "watch in prod 10 minutes (ingest-worker)",
        "  kpi.leadTimeMinutes is 30: expected at least 55, or shorter steps, as a release takes build 5 + deploy to stg 2 + " +
          "shift in stg 3 + bake in stg 30 + deploy to prod 2 + shift in prod 3 + watch in prod 10 minutes " +
          "(api-adapter)",
      ].join("\n"),
    );
  });

  it("is checked in every environment, by the numbers of stg and prod", () => {
    const others = { stg: settingsOf("stg", { bakeMinutes: 6 }), prod };
    for (const own of [settingsOf("dev"), prod]) {
      expect(() => checkLeadTime(own, catalogWith(), others)).to.throw(/at least 31.5, .*stg 6 /);
    }
    const dev = settingsOf("dev", { bakeMinutes: 60, watchMinutes: 60 });
    expect(() => checkLeadTime(dev, catalogWith(), { stg, prod })).not.to.throw();
    expect(() => checkLeadTime(dev, catalogWith(), {})).to.throw(/at least 135.5, /);
  });

  it("may be the target, and not more", () => {
    const five = { stg: settingsOf("stg", { bakeMinutes: 5 }) };
    const shorter = settingsOf("prod", { leadTimeEstimates: { deployMinutes: 1.5 } });
    expect(() => checkLeadTime(shorter, catalogWith(), five)).not.to.throw();
    const longer = settingsOf("prod", { leadTimeEstimates: { deployMinutes: 2.5 } });
    expect(() => checkLeadTime(longer, catalogWith(), five)).to.throw(/at least 31, /);
    const target = settingsOf("prod", { kpi: { leadTimeMinutes: 28 } });
    expect(() => checkLeadTime(target, catalogWith(), { stg })).to.throw(
      /is 28: .*at least 29.5, /,
    );
  });

  it("counts a linear shift's waits, of which there is none after the last step", () => {
    // 30, 60, 90 and 100 percent: three waits of two minutes, so 6 instead of 3 in each environment.
    const linear = catalogWith({ type: "linear", percent: 30, interval: "2 minutes" });
    expect(() => checkLeadTime(prod, linear, { stg })).to.throw(
      /at least 35.5, .*\(ingest-worker\)$/,
    );
  });

  it("counts no shift of what has no traffic", () => {
    const [worker] = parseCatalog({ "audit-queue": { ...queue, ...alone } });
    if (!worker) throw new Error("no workload");
    expect(totalMinutes(criticalPath(worker, { stg, prod }))).to.equal(23);
  });
});
