import { expect } from "chai";
import {
  gapSum,
  retrySeconds,
  runRetries,
  total,
} from "../../../../infra/catalog/kinds/job-timing";
import { parseWorkload } from "../../../../infra/catalog/parse";
import type { WorkloadEntry, WorkloadOf } from "../../../../infra/catalog/workload";
import { InvalidInput } from "../../../../infra/problems";
import { workload as digest } from "../../../fixtures/catalog/audit-digest";
import { refuses } from "../entries";

const { schedule: daily } = digest as Extract<WorkloadEntry, { kind: "job" }>;

/** The catalog's job, with `changes` to its schedule. */
function job(schedule: object = {}, changes: object = {}): WorkloadOf<"job"> {
  const entry = { ...digest, schedule: { ...daily, ...schedule }, ...changes };
  return parseWorkload(entry, "a test") as WorkloadOf<"job">;
}

const FUNCTION = { runs: { as: "function" }, slo: { finishesWithin: "10 minutes" } };

describe("the schedule of a job", () => {
  it("[§7.3] misses a run when none ends well in a day, its window and its time", () => {
    expect(total(gapSum(job()))).to.equal(86_400 + 900 + 3600 + 3600);
    expect(gapSum(job({ timeZone: "UTC" }))).not.to.have.property("clocks put back");
    expect(total(gapSum(job({ expression: "rate(1 day)" })))).to.equal(86_400 + 900 + 3600);
  });

  it("[§7.3] counts what Lambda tries again, and how long that waits", () => {
    const hourly = { expression: "rate(1 hour)", every: "1 hour", flexibleWindow: undefined };
    const again = (retries: number) => {
      const each = job({ ...hourly, retries }, FUNCTION);
      return [runRetries(each), total(gapSum(each)) - 3600];
    };
    expect(again(0)).to.deep.equal([0, 600]);
    expect(again(1)).to.deep.equal([1, 2 * 600 + 60]);
    expect(again(2)).to.deep.equal([2, 3 * 600 + 60 + 120]);
    expect(again(185)).to.deep.equal([2, 3 * 600 + 60 + 120]);
    expect(runRetries(job())).to.equal(0);
  });

  it("[§7.3] is started again for as long as the run still ends before the next", () => {
    expect(retrySeconds(job())).to.equal(82_800 - 900 - 3600);
    expect(retrySeconds(job({ expression: "rate(3 days)", every: "3 days" }))).to.equal(86_400);
  });

  refuses([
    ["job", { schedule: { expression: "daily", every: "1 day" } }, 'expected "cron(...)", or'],
  ]);

  const wrong: [title: string, schedule: object, changes: object, message: string][] = [
    [
      "a function that takes longer than Lambda lets it",
      {},
      { ...FUNCTION, slo: { finishesWithin: "16 minutes" } },
      'slo.finishesWithin is "16 minutes": expected at most 900 seconds, Lambda\'s longest, or ' +
        'runs.as "task"',
    ],
    [
      "a run that is due more seldom than it is wanted",
      { expression: "rate(1 day)", every: "12 hours" },
      {},
      'schedule.every is "12 hours": expected at least 1 day, the longest time from one run to ' +
        "the next by rate(1 day) in America/Toronto",
    ],
    [
      "a daily cron that is wanted more often",
      { expression: "cron(0 6 * * ? *)", every: "23 hours" },
      {},
      'schedule.every is "23 hours": expected at least 1 day',
    ],
    [
      "a window as long as the time between two runs",
      { expression: "rate(2 hours)", every: "2 hours", flexibleWindow: "2 hours" },
      {},
      'schedule.flexibleWindow is "2 hours": expected below 2 hours, the shortest time from one run to the next',
    ],
    [
      "a run that does not end before the next is due",
      { expression: "rate(1 hour)", every: "2 hours", retries: 0, flexibleWindow: "1 minute" },
      {},
      'slo.finishesWithin is "1 hour": expected schedule.flexibleWindow + slo.finishesWithin = ' +
        "60 + 3600 = 3660 seconds to be at most 3600 seconds, rate(1 hour), or runs overlap",
    ],
    [
      "retries for which there is no time",
      { expression: "rate(15 minutes)", every: "15 minutes", flexibleWindow: undefined },
      FUNCTION,
      'slo.finishesWithin is "10 minutes": expected 3 x slo.finishesWithin + Lambda\'s waits + ' +
        "a second start = 1800 + 180 + 60 = 2040 seconds to be at most 900 seconds, " +
        "rate(15 minutes), or runs overlap",
    ],
    [
      "a run that is too long for the shorter of two times between runs",
      { expression: "cron(0 6,7 * * ? *)", every: "1 day", flexibleWindow: undefined },
      {},
      "= 3660 seconds to be at most 3600 seconds, cron(0 6,7 * * ? *), or runs overlap",
    ],
    [
      "a run at a time that does not exist on one day of the year",
      { expression: "cron(30 2 * * ? *)" },
      {},
      'schedule.every is "1 day": expected at least 47 hours, the longest time from one run to the ' +
        "next by cron(30 2 * * ? *) in America/Toronto",
    ],
    [
      "a run on weekdays that is wanted each day",
      { expression: "cron(0 9 ? * MON-FRI *)" },
      {},
      'schedule.every is "1 day": expected at least 3 days',
    ],
    [
      "a run in office hours that is wanted every half hour",
      { expression: "cron(0/30 8-17 ? * MON-FRI *)", every: "30 minutes" },
      { slo: { finishesWithin: "10 minutes" } },
      'schedule.every is "30 minutes": expected at least 3750 minutes',
    ],
    [
      "two runs a day that are wanted each hour",
      { expression: "cron(0 9,17 * * ? *)", every: "1 hour" },
      {},
      'schedule.every is "1 hour": expected at least 16 hours',
    ],
    [
      "a run on the last day of each month",
      { expression: "cron(0 6 L * ? *)", every: "7 days" },
      {},
      'schedule.expression is "cron(0 6 L * ? *)": expected runs at most 7 days apart, not 31 days, ' +
        "the longest time from one run to the next",
    ],
    ["a zone that there is not", { timeZone: "Amercia/Toronto" }, {}, "expected an IANA time zone"],
    ["an offset for a zone", { timeZone: "+02:00" }, {}, "expected an IANA time zone"],
    [
      "a run that would be missed unseen",
      { expression: "cron(0 6 ? * MON *)", every: "7 days", timeZone: "UTC" },
      {},
      'schedule.every is "7 days": expected schedule.every + schedule.flexibleWindow + ' +
        "slo.finishesWithin = 604800 + 900 + 3600 = 609300 seconds to be at most 601200, as an " +
        "alarm looks back a week and a missing run must be seen",
    ],
    [
      "a month between two runs",
      { expression: "cron(0 6 1 * ? *)", every: "31 days" },
      {},
      'schedule.every is "31 days": expected from "1 minute" to "7 days"',
    ],
  ];
  for (const [title, schedule, changes, message] of wrong) {
    it(`[§7.3] cannot be: ${title}`, () => {
      expect(() => job(schedule, changes)).to.throw(InvalidInput, message);
    });
  }

  // Lambda quotas: 900 seconds.
  it("[§7.3] may take all the time that Lambda has", () => {
    const change = { ...FUNCTION, slo: { finishesWithin: "15 minutes" } };
    expect(job({}, change).slo.finishesWithin).to.equal(900);
  });

  it("[§7.3] may be as seldom as an alarm looks back", () => {
    expect(job({ expression: "cron(0 6 ? * MON,THU *)", every: "6 days" }).schedule.every).to.equal(
      518_400,
    );
  });
});
