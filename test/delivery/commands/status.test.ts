import { expect } from "chai";
import { statusLines } from "../../../delivery/commands/status";
import { parsePromotion } from "../../../delivery/decisions/promotion/record";

const RUN = "https://github.com/neurocipher/billing/actions/runs/77";
const REQUESTED = {
  revision: 2,
  promotion: "billing-v1.4.0-prod-77-1",
  workload: "billing",
  environment: "prod",
  release: `sha256:${"0".repeat(64)}`,
  version: "v1.4.0",
  phase: "requested",
  phaseSince: "2026-03-02T10:00:00.000Z",
  requestedAt: "2026-03-02T10:00:00.000Z",
};

const lines = (fields: object) => statusLines(parsePromotion({ ...REQUESTED, ...fields }));

describe("nc status", () => {
  it("says what a promotion waits for, and how it goes on", () => {
    const waitsFor = ["approvals: prod waits for the team security.", "window: It opens at 09:00."];
    expect(lines({ waitsFor })).to.deep.equal([
      "billing v1.4.0 in prod: requested since 2026-03-02T10:00:00.000Z",
      "  waits  approvals: prod waits for the team security.",
      "  waits  window: It opens at 09:00.",
      "  nobody works on it: nc promote billing --version v1.4.0 --environment prod goes on with it",
    ]);
  });

  it("says who works on it, and not what it waited for before", () => {
    const owner = {
      name: RUN,
      since: "2026-03-02T10:05:00.000Z",
      seenAt: "2026-03-02T10:06:00.000Z",
    };
    expect(lines({ owner, waitsFor: ["window: It opens at 09:00."] })).to.deep.equal([
      "billing v1.4.0 in prod: requested since 2026-03-02T10:00:00.000Z",
      `  ${RUN} works on it since 2026-03-02T10:05:00.000Z, and was seen at 2026-03-02T10:06:00.000Z`,
    ]);
  });
});
