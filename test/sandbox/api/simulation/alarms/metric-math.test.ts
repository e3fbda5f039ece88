import { expect } from "chai";
import type { MetricMath } from "../../../../../components/observe/condition";
import { compute } from "../../../../../sandbox/api/simulation/alarms/metric-math";

/** What `expression` is with the metrics `a` and `b` at these values; `-` where one is missing. */
function results(expression: string, a: (number | "-")[], b: (number | "-")[]) {
  const metric = { namespace: "n", metricName: "m", dimensions: {}, statistic: "Sum" };
  const math: MetricMath = { metrics: { a: metric, b: metric }, expression, label: "" };
  return a.map((value, index) => {
    const values = Object.entries({ a: value, b: b[index] }).filter(([, each]) => each !== "-");
    return compute(math, Object.fromEntries(values)) ?? "-";
  });
}

describe("metric math, as the CloudWatch user guide says", () => {
  // The guide's own two metrics and tables.
  const first = [30, 20, 0, 0];
  const second: (number | "-")[] = [20, "-", 20, "-"];

  it("compares a missing value of one time series as 0", () => {
    expect(results("a < b", first, second)).to.deep.equal([0, 0, 1, 0]);
    expect(results("a >= 30", first, second)).to.deep.equal([1, 0, 0, 0]);
    expect(results("b >= 20", first, second)).to.deep.equal([1, "-", 1, "-"]);
  });

  const sums: [expression: string, a: number | "-", b: number | "-", result: number | "-"][] = [
    ["a + b", 3, "-", 3],
    ["a + b", "-", 4, 4],
    ["a + b", "-", "-", "-"],
    ["a - b", "-", 4, -4],
    ["a * b", 3, "-", 0],
    ["b / a", 2, "-", 0],
    ["a / b", 2, "-", "-"],
    ["a / b", 2, 0, "-"],
    ["2 * a", "-", 1, "-"],
    ["FILL(a, 0) / b", "-", "-", "-"],
    ["FILL(a, 7) + 1", "-", "-", 8],
  ];
  for (const [expression, a, b, result] of sums) {
    it(`${expression} is ${result} with ${a} and ${b}`, () => {
      expect(results(expression, [a], [b])).to.deep.equal([result]);
    });
  }

  it("IF takes 0 for a missing value that it chooses by a true condition, and drops all else", () => {
    const condition: (number | "-")[] = [1, 1, 0, 0, "-"];

    expect(results("IF(a, b, 5)", condition, [30, "-", 0, 0, 30])).to.deep.equal([
      30,
      0,
      5,
      5,
      "-",
    ]);
    expect(results("IF(a, 5, b)", condition, [0, 0, 20, "-", 20])).to.deep.equal([
      5,
      5,
      20,
      "-",
      "-",
    ]);
  });

  it("SUM and MAX of several leave out what is missing", () => {
    expect(results("SUM([a, b])", [1, 1, "-"], [2, "-", "-"])).to.deep.equal([3, 1, "-"]);
    expect(results("MAX([a, b])", [1, 1, "-"], [2, "-", "-"])).to.deep.equal([2, 1, "-"]);
  });
});
