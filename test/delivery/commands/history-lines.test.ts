import { expect } from "chai";
import { historyLines, inOrder } from "../../../delivery/commands/history-lines";
import { parseEvent } from "../../../delivery/ledger/events";

const RUN = "https://github.com/neurocipher/billing/actions/runs/77";
const OF = `sha256:${"a".repeat(64)}`;
const COMMIT = "b".repeat(40);

/** An event of billing's v1.4.0 in prod. */
function event(time: string, fields: object) {
  const common = { environment: "prod", app: "Neurocipher", workload: "billing", writer: RUN };
  return parseEvent({ at: `2026-03-02T${time}.000Z`, ...common, ...fields });
}

const made = event("10:00:00", {
  type: "release-made",
  release: OF,
  version: "v1.4.0",
  commit: COMMIT,
  taggedAt: "2026-03-02T09:30:00.000Z",
});
const promotion = { promotion: "billing-v1.4.0-prod-77-1", release: OF };
const phase = (time: string, name: string, own: object = {}) =>
  event(time, { ...promotion, type: "promotion-phase", phase: name, ...own });

describe("nc history", () => {
  it("has what happened at one instant in the order in which it followed", () => {
    const gate = event("10:00:00", {
      ...promotion,
      type: "gate-decided",
      gate: "bake",
      verdict: "pass",
      reasons: [],
    });
    const ordered = [made, gate, phase("10:00:00", "gated"), phase("10:00:00", "copying")];
    const later = phase("10:00:01", "migrating");
    expect(inOrder([later, ...ordered.toReversed()])).to.deep.equal([...ordered, later]);
  });

  it("has what two runs did at one instant a run after the other, and their gates by name", () => {
    const by = (run: number, gate: string) =>
      event("10:00:00", {
        ...promotion,
        type: "gate-decided",
        gate,
        verdict: "pass",
        reasons: [],
        writer: `https://github.com/neurocipher/billing/actions/runs/${run}`,
      });
    const ordered = [by(9, "bake"), by(9, "window"), by(10, "approvals"), by(10, "window")];
    expect(inOrder(ordered.toReversed())).to.deep.equal(ordered);
  });

  it("is a line for each event, with its release, under who wrote it", () => {
    const events = [
      made,
      event("10:00:01", {
        ...promotion,
        type: "approval-seen",
        githubEnvironment: "prod",
        approver: "sam",
        ticket: "#1",
        requestedAt: "2026-03-02T09:59:00.000Z",
      }),
      event("10:00:02", {
        ...promotion,
        type: "gate-decided",
        gate: "window",
        verdict: "wait",
        reasons: ["No window is open.", "It opens at 11:00."],
      }),
      phase("11:00:00", "deploying", { deployment: "d-1" }),
      event("11:02:00", { type: "traffic-shifted", deployment: "d-1" }),
      event("11:03:21", {
        type: "rolled-back",
        deployment: "d-1",
        rollbackDeployment: "d-2",
        cause: "alarm",
        startedAt: "2026-03-02T11:03:00.000Z",
        productionPercent: 10,
        writer: "open-incident",
      }),
      event("11:03:22", {
        type: "incident-opened",
        incident: "oi-1",
        title: "Rollback of billing",
        writer: "open-incident",
      }),
    ];
    expect(historyLines(events)).to.deep.equal([
      RUN,
      `  2026-03-02T10:00:00.000Z  v1.4.0  release ${OF} of commit ${COMMIT}, tagged 2026-03-02T09:30:00.000Z`,
      "  2026-03-02T10:00:01.000Z  v1.4.0  approved by sam in prod, ticket #1",
      "  2026-03-02T10:00:02.000Z  v1.4.0  gate window: wait. No window is open. It opens at 11:00.",
      "  2026-03-02T11:00:00.000Z  v1.4.0  deploying, d-1",
      "  2026-03-02T11:02:00.000Z  v1.4.0  d-1 has production traffic",
      "open-incident",
      "  2026-03-02T11:03:21.000Z  v1.4.0  d-1 is undone by d-2: alarm; traffic back after 21 seconds, 10 % of traffic at most",
      "  2026-03-02T11:03:22.000Z          incident oi-1 is open: Rollback of billing",
    ]);
  });
});
