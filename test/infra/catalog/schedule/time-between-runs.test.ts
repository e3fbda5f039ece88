import awsCronParser from "aws-cron-parser";
import { expect } from "chai";
import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import {
  expressionProblem,
  timeBetweenRuns,
} from "../../../../infra/catalog/schedule/time-between-runs";

const HOUR = 3600;
const DAY = 24 * HOUR;

describe("the time between two runs", () => {
  const cases: [
    expression: string,
    timeZone: string,
    shortest: number,
    byClock: number,
    longest: number,
  ][] = [
    ["rate(90 minutes)", "America/Toronto", 5400, 5400, 5400],
    ["rate(7 days)", "America/Toronto", 7 * DAY, 7 * DAY, 7 * DAY],
    ["cron(0 6 * * ? *)", "UTC", DAY, DAY, DAY],
    ["cron(0 6 * * ? *)", "Asia/Tokyo", DAY, DAY, DAY],
    // A day of 23 hours in March, and one of 25 in November.
    ["cron(0 6 * * ? *)", "America/Toronto", 23 * HOUR, DAY, 25 * HOUR],
    ["cron(0 6 ? * * *)", "America/Toronto", 23 * HOUR, DAY, 25 * HOUR],
    // On a day in March there is no 02:30: that run is skipped.
    ["cron(30 2 * * ? *)", "America/Toronto", DAY, 47 * HOUR, 47 * HOUR],
    // 01:30 comes twice on a day in November, and is due once.
    ["cron(30 1 * * ? *)", "America/Toronto", 23 * HOUR, DAY, 25 * HOUR],
    ["cron(0 * * * ? *)", "America/Toronto", HOUR, HOUR, 2 * HOUR],
    // Clocks on Lord Howe Island move by half an hour.
    ["cron(0 * * * ? *)", "Australia/Lord_Howe", HOUR, 5400, 5400],
    ["cron(0/7 * * * ? *)", "UTC", 240, 420, 420],
    ["cron(* * * * ? *)", "UTC", 60, 60, 60],
    ["cron(0/30 8-17 ? * MON-FRI *)", "UTC", 1800, 62.5 * HOUR, 62.5 * HOUR],
    ["cron(0 9 ? * MON-FRI *)", "America/Toronto", DAY, 72 * HOUR, 73 * HOUR],
    ["cron(0 9,17 * * ? *)", "UTC", 8 * HOUR, 16 * HOUR, 16 * HOUR],
    ["cron(0 6 ? * MON *)", "UTC", 7 * DAY, 7 * DAY, 7 * DAY],
    ["cron(0 6 1 * ? *)", "UTC", 28 * DAY, 31 * DAY, 31 * DAY],
    ["cron(0 6 29 2 ? *)", "UTC", 4 * 365.25 * DAY, (8 * 365 + 1) * DAY, (8 * 365 + 1) * DAY],
  ];
  for (const [expression, timeZone, shortest, longestByClock, longest] of cases) {
    it(`by ${expression} in ${timeZone}`, () => {
      const found = timeBetweenRuns({ expression, timeZone });
      expect(found).to.deep.equal({ shortest, longestByClock, longest });
    });
  }

  it("is what another reader of cron and another calendar find, in a year of every zone", () => {
    const part = (max: number) =>
      fc.oneof(
        fc.constant("*"),
        fc.nat({ max }).map(String),
        fc
          .uniqueArray(fc.nat({ max }), { minLength: 2, maxLength: 3 })
          .map((each) => each.sort((one, other) => one - other).join(",")),
        fc.tuple(fc.nat({ max }), fc.integer({ min: 2, max: 9 })).map((each) => each.join("/")),
      );
    const day = fc.constantFrom("*", "MON-FRI", "2-6", "SUN,WED", "1", "TUE-SAT");
    const zone = fc.constantFrom("America/Toronto", "Europe/Dublin", "Australia/Lord_Howe", "UTC");
    fc.assert(
      fc.property(fc.constantFrom("0", "15", "0,45", "5/20"), part(23), day, zone, (...fields) => {
        const [minutes, hours, days, timeZone] = fields;
        const expression = `cron(${minutes} ${hours} ? * ${days} *)`;
        expect(expressionProblem(expression)).to.equal(undefined);
        const { shortest, longest } = timeBetweenRuns({ expression, timeZone });
        const found = gaps(`${minutes} ${hours} ? * ${days} *`, timeZone);
        expect([Math.min(...found), Math.max(...found)], expression).to.deep.equal([
          shortest,
          longest,
        ]);
      }),
      { numRuns: 15 },
    );
  });
});

/** Seconds between the runs of 2027 by another parser, in a zone by another calendar. */
function gaps(fields: string, timeZone: string): number[] {
  const cron = awsCronParser.parse(fields);
  const end = new Date("2028-01-08T00:00:00Z");
  const starts: number[] = [];
  let due = awsCronParser.next(cron, new Date("2027-01-01T00:00:00Z"));
  for (; due && due < end; due = awsCronParser.next(cron, due)) {
    const local = Temporal.PlainDateTime.from(due.toISOString().slice(0, 19));
    const zoned = local.toZonedDateTime(timeZone, { disambiguation: "earlier" });
    if (zoned.toPlainDateTime().equals(local)) starts.push(zoned.epochMilliseconds / 1000);
  }
  return starts.slice(1).map((each, index) => each - Number(starts[index]));
}
