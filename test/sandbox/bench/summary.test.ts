import { expect } from "chai";
import { summarize } from "../../../sandbox/bench/summary";

const ten = { workloads: 10, resources: 500, seconds: 20 };

describe("the benchmark's summary", () => {
  it("says what a workload took, and what one more takes", () => {
    expect(summarize([ten, { workloads: 100, resources: 4000, seconds: 110 }])).to.equal(
      [
        "10 workloads: 20.0 s, 2.00 s each; 500 resources, 40 ms each",
        "100 workloads: 110.0 s, 1.10 s each; 4000 resources, 28 ms each",
        "The time per workload with 100 is no higher than with 10: 1.10 s, 2.00 s; each one more took 1.00 s",
      ].join("\n"),
    );
  });

  it("says so where a workload takes longer, the more there are", () => {
    const lines = summarize([ten, { workloads: 100, resources: 4000, seconds: 200.9 }]).split("\n");
    expect(lines.at(-1)).to.equal(
      "The time per workload with 100 is HIGHER than with 10: 2.01 s, 2.00 s; each one more took 2.01 s",
    );
  });

  it("compares every further size with the first, and equal is no higher", () => {
    const lines = summarize([
      ten,
      { workloads: 20, resources: 1, seconds: 40 },
      { workloads: 40, resources: 1, seconds: 40 },
    ]).split("\n");
    expect(lines).to.have.length(5);
    expect(lines[3]).to.match(/with 20 is no higher than with 10: 2\.00 s, 2\.00 s;/);
    expect(lines[4]).to.match(/with 40 is no higher than with 10: 1\.00 s, 2\.00 s;.* 0\.67 s$/);
  });
});
