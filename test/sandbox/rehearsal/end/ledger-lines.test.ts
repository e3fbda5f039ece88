import { expect } from "chai";
import { promotionLines } from "../../../../sandbox/rehearsal/end/ledger-lines";
import { event, factsOf, gate, made, promotion, rolledBack } from "./support";

describe("what the ledgers have, at the end of a rehearsal", () => {
  it("is a line for each promotion, with its version, its time, and the incidents that it caused", async () => {
    const stg = [
      made("stg"),
      ...promotion("stg", { gated: 1, copying: 2, deploying: 4, baking: 9, "rolled-back": 11 }),
      ...rolledBack("stg", [10, 11]),
      event(20, "stg", { type: "incident-opened", incident: "oi-other", title: "of nobody" }),
    ];
    const dev = [made("dev"), ...promotion("dev", { gated: 0, succeeded: 5 })];
    const facts = await factsOf({ events: { dev, stg, prod: [] } });
    const common = { workload: "ingest-worker", version: "v1.0.0", refusedBy: [] };
    expect(promotionLines(facts)).to.deep.equal([
      {
        ...common,
        environment: "dev",
        from: "2026-12-01T15:00:00.000Z",
        minutes: 5,
        phase: "succeeded",
        incidents: [],
      },
      {
        ...common,
        environment: "stg",
        from: "2026-12-01T15:01:00.000Z",
        minutes: 10,
        phase: "rolled-back",
        incidents: ["oi-stg"],
      },
    ]);
  });

  it("names the gates that let nothing on", async () => {
    const prod = [
      made("prod"),
      gate(3, "prod", "bake", "pass"),
      gate(3, "prod", "window", "wait"),
      gate(7, "prod", "window", "fail"),
    ];
    const [line] = promotionLines(await factsOf({ events: { dev: [], stg: [], prod } }));
    expect(line).to.include({ phase: "requested", minutes: 4, environment: "prod" });
    expect(line?.refusedBy).to.deep.equal(["window"]);
  });
});
