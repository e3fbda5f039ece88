import { expect } from "chai";
import { mayStart } from "../../../../delivery/decisions/change/windows";
import { calendar } from "../../../../infra/settings/calendar";

const at = (text: string) => Date.parse(text);
const FREEZE = { start: "2026-12-20T00:00", duration: "P17D", reason: "Year end" };
/** Monday to Thursday, 9:00 to 16:00 in Toronto: 14:00 to 21:00 UTC in winter. */
const OFFICE = calendar.parse({});
const FROZEN = calendar.parse({ freezes: [FREEZE] });

describe("whether a change may start", () => {
  it("[§16] is so in a window, and says until when", () => {
    expect(mayStart(OFFICE, [], at("2026-03-02T14:00:00Z"))).to.deep.equal({
      kind: "open",
      reason: "A window is open until 2026-03-02 16:00 (America/Toronto).",
    });
  });

  it("[§16] is not so after it, and says when the next opens", () => {
    // Thursday 16:00 to Monday 9:00, over the night in which the clocks go forward.
    expect(mayStart(OFFICE, [], at("2026-03-05T21:00:00Z"))).to.deep.equal({
      kind: "closed",
      reasons: [
        "No window of the calendar is open.",
        "It opens at 2026-03-09 09:00 (America/Toronto).",
      ],
      opensAt: at("2026-03-09T13:00:00Z"),
    });
  });

  it("[§16] is not so in a freeze, which beats a window", () => {
    // Monday 21 December 10:00. The freeze ends on Wednesday 6 January 0:00, and the window opens at 9:00.
    expect(mayStart(FROZEN, [], at("2026-12-21T15:00:00Z"))).to.deep.equal({
      kind: "closed",
      reasons: [
        "A freeze lasts until 2027-01-06 00:00 (America/Toronto): Year end.",
        "It opens at 2027-01-06 09:00 (America/Toronto).",
      ],
      opensAt: at("2027-01-06T14:00:00Z"),
    });
    expect(mayStart(FROZEN, [], at("2026-12-17T20:59:59Z")).kind).to.equal("open");
  });

  it("opens at the end of a freeze that ends inside a window", () => {
    const morning = calendar.parse({
      freezes: [{ start: "2026-03-02T08:00", duration: "PT3H", reason: "Audit" }],
    });
    expect(mayStart(morning, [], at("2026-03-02T13:30:00Z"))).to.include({
      opensAt: at("2026-03-02T16:00:00Z"),
    });
  });

  it("[§16] needs every change calendar of AWS open", () => {
    const open = { name: "nc-platform-prod-a", state: "OPEN" } as const;
    const closed = { name: "nc-platform-prod-b", state: "CLOSED" } as const;
    const now = at("2026-03-02T15:00:00Z");
    expect(mayStart(OFFICE, [open], now).kind).to.equal("open");
    // It opens on Monday 22:00 UTC, after the window: the next window is Tuesday's.
    const later = { ...closed, nextTransitionAt: at("2026-03-02T22:00:00Z") };
    expect(mayStart(OFFICE, [open, later], now)).to.deep.equal({
      kind: "closed",
      reasons: [
        "The change calendar nc-platform-prod-b is closed.",
        "It opens at 2026-03-03 09:00 (America/Toronto).",
      ],
      opensAt: at("2026-03-03T14:00:00Z"),
    });
    expect(mayStart(OFFICE, [closed, later], now)).not.to.have.property("opensAt");
    expect(mayStart(OFFICE, [{ ...closed, nextTransitionAt: now }], now)).not.to.have.property(
      "opensAt",
    );
  });

  it("knows no opening where no window is left", () => {
    const past = calendar.parse({
      windows: [{ start: "2025-01-06T09:00", duration: "PT1H", rule: "FREQ=DAILY;COUNT=2" }],
    });
    expect(mayStart(past, [], at("2026-03-02T15:00:00Z"))).to.deep.equal({
      kind: "closed",
      reasons: [
        "No window of the calendar is open.",
        "Nobody knows when it opens: the calendar has no opening in the next 400 days, or AWS names none.",
      ],
    });
  });
});
