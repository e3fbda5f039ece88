import { expect } from "chai";
import fc from "fast-check";
import { type Cron, parseCron } from "../../../../infra/catalog/schedule/cron";
import { expressionProblem } from "../../../../infra/catalog/schedule/time-between-runs";

function cron(fields: string): Cron {
  const found = parseCron(fields);
  if ("want" in found) throw new Error(`${fields}: ${found.want}`);
  return found;
}

describe("a cron expression of a job", () => {
  // November 2026 begins on a Sunday, and has 30 days.
  const dates: [fields: string, dates: number[]][] = [
    ["0 9 1,15 * ? *", [1, 15]],
    ["0 9 29-31 * ? *", [29, 30]],
    ["0 9 10/10 * ? *", [10, 20, 30]],
    ["0 9 5-20/7 * ? *", [5, 12, 19]],
    ["0 9 L * ? *", [30]],
    ["0 9 1W * ? *", [2]],
    ["0 9 14W * ? *", [13]],
    ["0 9 15W * ? *", [16]],
    ["0 9 31W * ? *", []],
    ["0 9 ? * 1 *", [1, 8, 15, 22, 29]],
    ["0 9 ? * SUN *", [1, 8, 15, 22, 29]],
    ["0 9 ? * L *", [7, 14, 21, 28]],
    ["0 9 ? * 6L *", [27]],
    ["0 9 ? * 3#2 *", [10]],
    ["0 9 ? * SUN#5 *", [29]],
    ["0 9 ? * MON#5 *", [30]],
    ["0 9 ? * TUE#5 *", []],
    ["0 9 ? * SAT-MON *", [1, 2, 7, 8, 9, 14, 15, 16, 21, 22, 23, 28, 29, 30]],
    ["0 9 ? JAN,NOV MON,FRI *", [2, 6, 9, 13, 16, 20, 23, 27, 30]],
    ["0 9 ? JAN-OCT MON *", []],
    ["0 9 1 * ? 2027-2199", []],
  ];
  for (const [fields, wanted] of dates) {
    it(`${fields} is due on ${wanted.join(", ") || "no day"} of November 2026`, () => {
      expect(cron(fields).daysOf(2026, 11)).to.deep.equal(wanted);
    });
  }

  const times: [fields: string, minutes: number[]][] = [
    ["0 9 * * ? *", [540]],
    ["5,35 0,23 * * ? *", [5, 35, 1385, 1415]],
    ["0/30 8-9 * * ? *", [480, 510, 540, 570]],
    ["50/5 0 * * ? *", [50, 55]],
    ["10-20/5 */12 * * ? *", [10, 15, 20, 730, 735, 740]],
  ];
  for (const [fields, minutes] of times) {
    it(`${fields} is due at the minutes ${minutes.join(", ")} of a day`, () => {
      expect(cron(fields).minutes).to.deep.equal(minutes);
    });
  }

  const refused: [expression: string, want: string][] = [
    ["cron(0 9 * * * *)", '"?" as one of day-of-month and day-of-week'],
    ["cron(0 9 ? * ? *)", '"?" as one of day-of-month and day-of-week'],
    ["cron(0 25 * * ? *)", "hours of 0-23"],
    ["cron(60 9 * * ? *)", "minutes of 0-59"],
    ["cron(a b c d e f)", "minutes of 0-59"],
    ["cron(0 9 ? * 0 *)", "day-of-week of 1-7 or SUN-SAT"],
    ["cron(0 9 ? * 8 *)", "day-of-week of 1-7 or SUN-SAT"],
    ["cron(0 9 ? * mon *)", "day-of-week of 1-7 or SUN-SAT"],
    ["cron(0 9 ? * MON/2 *)", "day-of-week of 1-7 or SUN-SAT"],
    ["cron(0 9 ? * 3#1,6#3 *)", "day-of-week of 1-7 or SUN-SAT"],
    ["cron(0 9 ? * 3#6 *)", "day-of-week of 1-7 or SUN-SAT"],
    ["cron(0 9 0 * ? *)", "day-of-month of 1-31"],
    ["cron(0 9 32W * ? *)", "day-of-month of 1-31"],
    ["cron(0 9 W * ? *)", "day-of-month of 1-31"],
    ["cron(0 9 1 13 ? *)", "month of 1-12 or JAN-DEC"],
    ["cron(0 9 1 JANUARY ? *)", "month of 1-12 or JAN-DEC"],
    ["cron(0 9 1 MON ? *)", "month of 1-12 or JAN-DEC"],
    ["cron(0 9 * * ? 1969)", "year of 1970-2199"],
    ["cron(0 9 * * ? 2200)", "year of 1970-2199"],
    ["cron(0/0 9 * * ? *)", "minutes of 0-59"],
    ["cron(0/60 9 * * ? *)", "minutes of 0-59"],
    ["cron(20-10 9 * * ? *)", "minutes of 0-59"],
    ["cron(*-5 9 * * ? *)", "minutes of 0-59"],
    ["cron(*,5 9 * * ? *)", "minutes of 0-59"],
    ["cron(1, 9 * * ? *)", "minutes of 0-59"],
    ["cron(-1 9 * * ? *)", "minutes of 0-59"],
    ["cron(? 9 * * ? *)", "minutes of 0-59"],
    ["cron(0 9 * * ?)", "six fields"],
    ["cron(0 0 9 * * ? *)", "six fields"],
    ["cron(0  9 * * ? *)", "six fields"],
    ["cron()", "six fields"],
    ["cron(0 9 30 2 ? *)", "a date that there is: it never runs"],
    ["cron(0 9 31 4,6,9,11 ? *)", "a date that there is: it never runs"],
    ["cron(0 9 * * ? 2019)", '"*" as its year'],
    ["cron(0 9 * * ? 2030)", '"*" as its year'],
    ["cron(0 9 * * ? 2026/2)", '"*" as its year'],
    ["cron(0 9 * * ? *", '"cron(...)", or "rate(...)"'],
    ["rate(0 days)", '"cron(...)", or "rate(...)"'],
    ["rate(1 days)", '"cron(...)", or "rate(...)"'],
    ["rate(2 day)", '"cron(...)", or "rate(...)"'],
    ["rate(90 seconds)", '"cron(...)", or "rate(...)"'],
    ["rate(1.5 hours)", '"cron(...)", or "rate(...)"'],
    ["rate(5  minutes)", '"cron(...)", or "rate(...)"'],
    ["at(2030-01-01T09:00:00)", "cron(...) or rate(...), as a run that happens once"],
    ["daily", '"cron(...)", or "rate(...)"'],
  ];
  for (const [expression, want] of refused) {
    it(`cannot be ${expression}`, () => {
      expect(expressionProblem(expression)).to.be.a("string").that.satisfies(starts(want));
    });
  }

  for (const expression of ["cron(0 9 29 2 ? *)", "cron(0 9 * * ? 2000-2199)", "rate(1 day)"]) {
    it(`can be ${expression}`, () => expect(expressionProblem(expression)).to.equal(undefined));
  }

  it("is read, or refused, whatever its text is", () => {
    const field = fc.stringMatching(/^[0-9A-Z*?,/#LW-]{1,6}$/);
    const fields = fc.array(field, { minLength: 5, maxLength: 7 });
    const text = fc.oneof(
      fc.string(),
      fields.map((each) => each.join(" ")),
    );
    fc.assert(
      fc.property(text, (each) => {
        const want = expressionProblem(`cron(${each})`);
        if (want === undefined) expect(cron(each).minutes).to.have.length.above(0);
        else expect(want).to.match(/\S/);
      }),
      { numRuns: 500 },
    );
  });
});

function starts(want: string) {
  return (text: string) => text.startsWith(want);
}
