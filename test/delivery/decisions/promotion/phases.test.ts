import { expect } from "chai";
import fc from "fast-check";
import {
  isResult,
  mayFollow,
  PHASES,
  type Phase,
  RESULTS,
} from "../../../../delivery/decisions/promotion/phases";
import {
  enter,
  hasEnded,
  type PromotionRecord,
  parsePromotion,
} from "../../../../delivery/decisions/promotion/record";
import { InvalidInput } from "../../../../infra/problems";

const NOW = new Date("2026-03-02T09:00:00Z");

const requested: PromotionRecord = parsePromotion({
  revision: 1,
  promotion: "billing-prod-v1.4.0-77",
  workload: "billing",
  environment: "prod",
  release: `sha256:${"1".repeat(64)}`,
  version: "v1.4.0",
  phase: "requested",
  phaseSince: "2026-03-02T08:00:00.000Z",
  requestedAt: "2026-03-02T08:00:00.000Z",
});

describe("the phases of a promotion", () => {
  it("[§11] lead from request to success in one order", () => {
    const order = [
      "requested",
      "gated",
      "copying",
      "migrating",
      "deploying",
      "baking",
      "succeeded",
    ];
    let record = requested;
    for (const phase of order.slice(1) as Phase[]) record = enter(record, phase, NOW);
    expect(record).to.include({
      phase: "succeeded",
      revision: 7,
      phaseSince: "2026-03-02T09:00:00.000Z",
      requestedAt: "2026-03-02T08:00:00.000Z",
    });
    expect(hasEnded(record)).to.equal(true);
  });

  it("end in what nothing follows", () => {
    expect(PHASES.filter(isResult)).to.deep.equal([...RESULTS]);
  });

  it("[§14] are rolled back only where something was deployed, and cancelled only before", () => {
    const from = (to: Phase) => PHASES.filter((each) => mayFollow(each, to));
    expect(from("rolled-back")).to.deep.equal(["deploying", "baking"]);
    expect(from("cancelled")).to.deep.equal(["requested", "gated", "copying"]);
    expect(from("succeeded")).to.deep.equal(["baking"]);
  });

  it("never go back, skip the gates, or leave a result, in any sequence of wishes", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PHASES), { maxLength: 30 }), (wishes) => {
        const seen: Phase[] = [requested.phase];
        let record = requested;
        for (const phase of wishes) {
          if (!mayFollow(record.phase, phase)) {
            expect(() => enter(record, phase, NOW)).to.throw(InvalidInput, "phase is");
            continue;
          }
          record = enter(record, phase, NOW);
          seen.push(phase);
        }
        expect(new Set(seen).size).to.equal(seen.length);
        if (seen.includes("deploying"))
          expect(seen).to.include.members(["gated", "copying", "migrating"]);
        expect(seen.slice(0, -1).some(isResult)).to.equal(false);
        expect(record.revision).to.equal(seen.length);
      }),
    );
  });
});
