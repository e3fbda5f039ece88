import { expect } from "chai";
import { type LedgerEvent, parseEvent } from "../../../delivery/ledger/events";
import { usualMinutes } from "../../../delivery/ledger/usual-duration";

const phase = (promotion: string, name: string, at: string): LedgerEvent =>
  parseEvent({
    type: "promotion-phase",
    promotion,
    phase: name,
    at: `2026-03-02T${at}:00Z`,
    environment: "prod",
    app: "AuditHound",
    workload: "billing",
    writer: "run",
    release: `sha256:${"1".repeat(64)}`,
  });

describe("how long deployments of a workload usually take", () => {
  it("is the median of those that have shifted all traffic", () => {
    const events = [
      ...[phase("a", "deploying", "10:00"), phase("a", "baking", "10:03")],
      ...[phase("b", "deploying", "11:00"), phase("b", "baking", "11:09")],
      ...[phase("c", "deploying", "12:00"), phase("c", "baking", "12:04")],
      ...[phase("d", "deploying", "13:00"), phase("d", "rolled-back", "13:30")],
    ];
    expect(usualMinutes(events)).to.equal(4);
    expect(usualMinutes([])).to.equal(undefined);
  });
});
