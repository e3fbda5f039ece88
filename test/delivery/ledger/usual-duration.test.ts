import { expect } from "chai";
import { type LedgerEvent, parseEvent } from "../../../delivery/ledger/events";
import { usualRollbackSeconds, usualSeconds } from "../../../delivery/ledger/usual-duration";

const event = (promotion: string, at: string, fields: object): LedgerEvent =>
  parseEvent({
    promotion,
    at: `2026-03-02T${at}:00Z`,
    environment: "prod",
    app: "AuditHound",
    workload: "billing",
    writer: "run",
    release: `sha256:${"1".repeat(64)}`,
    ...fields,
  });
const phase = (promotion: string, name: string, at: string) =>
  event(promotion, at, { type: "promotion-phase", phase: name });
const gate = (promotion: string, verdict: string, at: string) =>
  event(promotion, at, { type: "gate-decided", gate: "window", verdict, reasons: [] });

const EVENTS = [
  ...[gate("a", "wait", "09:30"), gate("a", "wait", "09:00"), phase("a", "gated", "10:00")],
  ...[phase("a", "copying", "09:54"), phase("a", "migrating", "09:57")],
  ...[phase("a", "deploying", "10:00"), phase("a", "baking", "10:03")],
  ...[phase("a", "succeeded", "10:13")],
  ...[gate("b", "wait", "10:40"), phase("b", "gated", "11:00")],
  ...[phase("b", "deploying", "11:00"), phase("b", "baking", "11:09")],
  ...[phase("b", "succeeded", "11:21")],
  ...[gate("c", "pass", "11:00"), phase("c", "gated", "12:00")],
  ...[phase("c", "deploying", "12:00"), phase("c", "baking", "12:04")],
  ...[phase("c", "rolled-back", "12:05")],
  ...[gate("d", "wait", "12:59"), phase("d", "cancelled", "13:00")],
];

describe("how long promotions of a workload usually wait", () => {
  it("is the median of those that came through: at the gates, for traffic, in the watch", () => {
    // a 3 minutes, and a 3 more until its deployment had started.
    expect(usualSeconds(EVENTS, "copy")).to.equal(3 * 60);
    expect(usualSeconds(EVENTS, "start")).to.equal(3 * 60);
    // a 60 and b 20 minutes, and c did not wait; a 3, b 9 and c 4; a 10 and b 12, and c was rolled back.
    expect(usualSeconds(EVENTS, "gates")).to.equal(40 * 60);
    expect(usualSeconds(EVENTS, "rollout")).to.equal(4 * 60);
    expect(usualSeconds(EVENTS, "watch")).to.equal(11 * 60);
  });

  it("is not known before the first", () => {
    expect(usualSeconds([], "gates")).to.equal(undefined);
    expect(usualRollbackSeconds(EVENTS)).to.equal(undefined);
  });

  it("is, of rollbacks, the median from what went wrong until what ran before was back", () => {
    const rolledBack = (startedAt: string, at: string) =>
      parseEvent({
        type: "rolled-back",
        deployment: `d-${at}`,
        cause: "alarm",
        productionPercent: 10,
        at: `2026-03-02T${at}Z`,
        startedAt: `2026-03-02T${startedAt}Z`,
        environment: "prod",
        app: "AuditHound",
        workload: "billing",
        writer: "run",
      });
    // 30, 120 and 45 seconds.
    const events = [
      ...[rolledBack("10:00:00", "10:00:30"), rolledBack("11:00:00", "11:02:00")],
      rolledBack("12:00:00", "12:00:45"),
    ];
    expect(usualRollbackSeconds([...EVENTS, ...events])).to.equal(45);
  });
});
