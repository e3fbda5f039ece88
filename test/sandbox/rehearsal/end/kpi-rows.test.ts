import { expect } from "chai";
import { kpiRows } from "../../../../sandbox/rehearsal/end/kpi-rows";
import { factsOf, made, promotion, rolledBack } from "./support";

describe("the KPIs at the end of a rehearsal", () => {
  it("[§19] are of each environment, app and workload, each with its target", async () => {
    const stg = [
      made("stg"),
      ...promotion("stg", { deploying: 4, baking: 9, "rolled-back": 11 }),
      ...rolledBack("stg", [9, 25]),
    ];
    const prod = [made("prod"), ...promotion("prod", { deploying: 20, baking: 22, succeeded: 29 })];
    const rows = kpiRows(await factsOf({ events: { dev: [], stg, prod } }));
    expect(rows.map(({ measured: _, ...row }) => row)).to.deep.equal([
      { environment: "stg", deployments: 1 },
      { environment: "stg", app: "Neurocipher", deployments: 1 },
      { environment: "stg", app: "Neurocipher", workload: "ingest-worker", deployments: 1 },
      { environment: "prod", deployments: 1 },
      { environment: "prod", app: "Neurocipher", deployments: 1 },
      { environment: "prod", app: "Neurocipher", workload: "ingest-worker", deployments: 1 },
    ]);
    expect(rows[0]?.measured).to.deep.equal({
      leadTimeMinutes: { value: undefined, target: 30, isMet: undefined },
      changeFailurePercent: { value: 100, target: 5, isMet: false },
      restoreMinutes: { value: 16, target: 15, isMet: false },
      rollbackPercent: { value: 100, target: 2, isMet: false },
    });
    expect(rows.at(-1)?.measured).to.deep.equal({
      leadTimeMinutes: { value: 29, target: 30, isMet: true },
      changeFailurePercent: { value: 0, target: 5, isMet: true },
      restoreMinutes: { value: undefined, target: 15, isMet: undefined },
      rollbackPercent: { value: 0, target: 2, isMet: true },
    });
  });
});
