import { expect } from "chai";
import { comparePerformance } from "../../../../delivery/decisions/performance/budget";

const BUDGET = { p95: 300, availability: 99, status: 200 };

/** 100 answers that take 1 to 100 ms times `factor`. */
const answers = (factor: number, status = 200) =>
  Array.from({ length: 100 }, (_, index) => ({ status, milliseconds: (index + 1) * factor }));

describe("the performance of a service", () => {
  it("[§11] is within the budget up to its last millisecond and its last failure", () => {
    // By nearest rank, the 95th of 100 values is the 95th: 95 * 300/95 = 300 ms. One of 100 is 1 %.
    const times = answers(300 / 95).slice(0, 99);
    const found = comparePerformance({ wanted: 100, answers: times, unanswered: 1 }, BUDGET);
    expect(found).to.deep.equal({
      requests: 100,
      failed: 1,
      failedPercent: 1,
      p95: 300,
      reasons: [],
    });
  });

  it("[§11] is not, where it is too slow or fails too often, with both reasons", () => {
    const slow = [...answers(4, 200).slice(2), ...answers(1, 503).slice(0, 2)];
    const { reasons } = comparePerformance({ wanted: 100, answers: slow, unanswered: 0 }, BUDGET);
    // 98 values of 12 to 400 ms and 2 of 1 and 2 ms: the 95th of 100 is the 93rd of the former.
    expect(reasons).to.deep.equal([
      'p95 is "380 ms": expected at most 300 ms',
      'failed requests is "2 of 100, 2 %": expected at most 1 %',
    ]);
  });

  it("[§11] counts every failure of a long run, however small its share", () => {
    // 0.01 % of 10 000 is 1 request; 99.9 % in floating point allows a little less than 1 of 1000.
    const failures = (failed: number, of: number, availability: number) =>
      comparePerformance(
        {
          wanted: of,
          answers: Array.from({ length: of - failed }, () => ({ status: 200, milliseconds: 1 })),
          unanswered: failed,
        },
        { ...BUDGET, availability },
      ).reasons;
    expect(failures(1, 10_000, 99.99)).to.deep.equal([]);
    expect(failures(1, 1000, 99.9)).to.deep.equal([]);
    expect(failures(7, 1000, 99.3)).to.deep.equal([]);
    expect(failures(4, 30_000, 99.99)).to.deep.equal([
      'failed requests is "4 of 30000, 0.013 %": expected at most 0.01 %',
    ]);
    expect(failures(1, 60_000, 99.999)).to.deep.equal([
      'failed requests is "1 of 60000, 0.002 %": expected at most 0.001 %',
    ]);
  });

  it("[§11] is unknown where too few requests were made, and so is not within it", () => {
    const none = comparePerformance({ wanted: 100, answers: [], unanswered: 0 }, BUDGET);
    expect(none.reasons).to.deep.equal([
      "requests is 0: expected at least 90 of 100",
      'p95 is "unknown": expected at most 300 ms',
    ]);
    const few = comparePerformance(
      { wanted: 100, answers: answers(1).slice(0, 89), unanswered: 0 },
      BUDGET,
    );
    expect(few.reasons).to.deep.equal(["requests is 89: expected at least 90 of 100"]);
  });
});
