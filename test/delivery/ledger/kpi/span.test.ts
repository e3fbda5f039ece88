import { expect } from "chai";
import { minutesOf, minutesOutside } from "../../../../delivery/ledger/kpi/span";
import { mean, median, percentile, share } from "../../../../delivery/ledger/kpi/statistics";

const minute = 60_000;
const span = (from: number, to: number) => ({ from: from * minute, to: to * minute });

describe("minutes of a span", () => {
  it("are 0 where its end is before its start", () => {
    expect(minutesOf(span(5, 8))).to.equal(3);
    expect(minutesOf(span(8, 5))).to.equal(0);
  });

  it("outside others count each minute once", () => {
    const cases = [
      { cuts: [], left: 10 },
      { cuts: [span(2, 4)], left: 8 },
      { cuts: [span(2, 6), span(4, 8)], left: 4 },
      { cuts: [span(4, 8), span(2, 6)], left: 4 },
      { cuts: [span(2, 8), span(3, 4)], left: 4 },
      { cuts: [span(-5, 1), span(9, 20)], left: 8 },
      { cuts: [span(-5, 20)], left: 0 },
      { cuts: [span(20, 30)], left: 10 },
      { cuts: [span(6, 4)], left: 10 },
    ];
    for (const { cuts, left } of cases) {
      expect(minutesOutside(span(0, 10), cuts)).to.equal(left);
    }
  });
});

describe("statistics", () => {
  it("median is the middle, or the mean of the two in the middle", () => {
    expect(median([])).to.equal(undefined);
    expect(median([3])).to.equal(3);
    expect(median([10, 2, 3])).to.equal(3);
    expect(median([10, 2, 3, 4])).to.equal(3.5);
  });

  it("percentile is by nearest rank", () => {
    // The example of the nearest-rank method: 15, 20, 35, 40, 50.
    const values = [35, 20, 15, 50, 40];
    const ranks = [5, 30, 40, 50, 100].map((percent) => percentile(values, percent));
    expect(ranks).to.deep.equal([15, 20, 20, 35, 50]);
    expect(percentile([], 90)).to.equal(undefined);
  });

  it("mean and share are nothing of nothing", () => {
    expect(mean([])).to.equal(undefined);
    expect(mean([1, 2, 6])).to.equal(3);
    expect(share(1, 0)).to.equal(undefined);
    expect(share(1, 8)).to.equal(12.5);
  });
});
