import { expect } from "chai";
import { windowGate } from "../../../../../delivery/decisions/gates/change/window";
import { calendar } from "../../../../../infra/settings/calendar";
import { ask, CANNOT_KNOW } from "../ask";

const NIGHT = Date.parse("2026-03-03T03:00:00Z");
const calendars = { calendar: { changeCalendars: [] } };
const DOCUMENT = "nc-platform-prod-holidays";
const withDocument = { calendar: calendar.parse({ documents: [DOCUMENT] }) };

describe("the gate of windows", () => {
  for (const changeType of ["standard", "normal"] as const) {
    it(`[§16] waits with a ${changeType} change until a window opens`, () => {
      expect(ask(windowGate, calendars, { changeType }).kind).to.equal("pass");
      expect(ask(windowGate, calendars, { changeType, now: NIGHT })).to.deep.equal({
        kind: "wait",
        reasons: [
          "No window of the calendar is open.",
          "It opens at 2026-03-03 09:00 (America/Toronto).",
        ],
        until: Date.parse("2026-03-03T14:00:00Z"),
      });
    });
  }

  it("[§16] lets an emergency through at any time", () => {
    expect(ask(windowGate, {}, { changeType: "emergency", now: NIGHT }).kind).to.equal("pass");
  });

  it("fails where nobody knows when it opens", () => {
    const closed = {
      calendar: { changeCalendars: [{ name: DOCUMENT, state: "CLOSED" as const }] },
    };
    expect(ask(windowGate, closed, {}, withDocument).kind).to.equal("fail");
  });

  it("fails where it cannot know, also of one of the settings' calendars", () => {
    expect(ask(windowGate, {})).to.deep.equal(CANNOT_KNOW);
    expect(ask(windowGate, calendars, {}, withDocument)).to.deep.equal({
      kind: "fail",
      reasons: ["It cannot know whether nc-platform-prod-holidays is open."],
    });
    const arn = `arn:aws:ssm:ca-central-1:333333333333:document/${DOCUMENT}`;
    for (const name of [DOCUMENT, arn]) {
      const open = { calendar: { changeCalendars: [{ name, state: "OPEN" as const }] } };
      expect(ask(windowGate, open, {}, withDocument).kind).to.equal("pass");
    }
  });
});
