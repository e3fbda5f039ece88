import { expect } from "chai";
import { periodsBetween, type Recurrence } from "../../../../delivery/decisions/change/recurrence";

const at = (text: string) => Date.parse(text);
const periods = (recurrence: Recurrence, from: string, until: string) =>
  periodsBetween(recurrence, at(from), at(until)).map((each) => [
    new Date(each.from).toISOString(),
    new Date(each.to).toISOString(),
  ]);

const OFFICE = {
  timeZone: "America/Toronto",
  start: "2026-01-05T09:00",
  duration: "PT7H",
  rule: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH",
};

describe("periods of a recurrence rule", () => {
  it("[§16] keep their local time when the clocks of Toronto go forward and back", () => {
    expect(periods(OFFICE, "2026-03-05T15:00:00Z", "2026-03-10T00:00:00Z")).to.deep.equal([
      ["2026-03-05T14:00:00.000Z", "2026-03-05T21:00:00.000Z"],
      ["2026-03-09T13:00:00.000Z", "2026-03-09T20:00:00.000Z"],
    ]);
    expect(periods(OFFICE, "2026-10-29T15:00:00Z", "2026-11-03T00:00:00Z")).to.deep.equal([
      ["2026-10-29T13:00:00.000Z", "2026-10-29T20:00:00.000Z"],
      ["2026-11-02T14:00:00.000Z", "2026-11-02T21:00:00.000Z"],
    ]);
  });

  it("last days by the clock on the wall, and hours by any clock", () => {
    const day = { timeZone: "America/Toronto", start: "2026-03-07T12:00" };
    const from = "2026-03-07T18:00:00Z";
    const until = "2026-03-07T19:00:00Z";
    expect(periods({ ...day, duration: "P1D" }, from, until)).to.deep.equal([
      ["2026-03-07T17:00:00.000Z", "2026-03-08T16:00:00.000Z"],
    ]);
    expect(periods({ ...day, duration: "PT24H" }, from, until)).to.deep.equal([
      ["2026-03-07T17:00:00.000Z", "2026-03-08T17:00:00.000Z"],
    ]);
  });

  it("have a start that belongs to them, and an end that does not", () => {
    const day = ["2026-03-02T21:00:00Z", "2026-03-02T21:00:00Z"] as const;
    expect(periods(OFFICE, ...day)).to.deep.equal([]);
    expect(periods(OFFICE, "2026-03-02T14:00:00Z", "2026-03-02T14:00:00Z")).to.have.length(1);
  });

  // RFC 5545, section 3.8.5.3, in its own words and days.
  for (const [what, rule, days] of [
    [
      "every other week on Monday, Wednesday and Friday until December 24, 1997",
      "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR",
      ["1997-09-03", "1997-09-05", "1997-09-15", "1997-09-17", "1997-09-19", "1997-09-29"],
    ],
    [
      "every other week on Tuesday and Thursday, for 8 occurrences",
      "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH",
      ["1997-09-02", "1997-09-04", "1997-09-16", "1997-09-18", "1997-09-30"],
    ],
    [
      "monthly on the third-to-the-last day of the month, forever",
      "FREQ=MONTHLY;BYMONTHDAY=-3",
      ["1997-09-28"],
    ],
    [
      "every Tuesday, every other month",
      "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU",
      ["1997-09-02", "1997-09-09", "1997-09-16", "1997-09-23", "1997-09-30"],
    ],
  ] as const) {
    it(`are those of RFC 5545: ${what}`, () => {
      const found = periods(
        { timeZone: "America/New_York", start: "1997-09-02T09:00", duration: "PT1H", rule },
        "1997-09-01T00:00:00Z",
        "1997-10-01T00:00:00Z",
      );
      expect(found.map(([from]) => from)).to.deep.equal(days.map((day) => `${day}T13:00:00.000Z`));
    });
  }
});
