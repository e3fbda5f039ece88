import { expect } from "chai";
import { type LedgerEvent, parseEvent } from "../../../delivery/ledger/events";
import { usualMinutes } from "../../../delivery/ledger/usual-duration";

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
    // a 60 and b 20 minutes, and c did not wait; a 3, b 9 and c 4; a 10 and b 12, and c was rolled back.
    expect(usualMinutes(EVENTS, "gates")).to.equal(40);
    expect(usualMinutes(EVENTS, "rollout")).to.equal(4);
    expect(usualMinutes(EVENTS, "watch")).to.equal(11);
  });

  it("is not known before the first, and never below a minute", () => {
    expect(usualMinutes([], "gates")).to.equal(undefined);
    const quick = [gate("a", "wait", "09:00"), phase("a", "gated", "09:00")];
    expect(usualMinutes(quick, "gates")).to.equal(1);
  });
});
