import { expect } from "chai";
import { factsOf } from "../../../../infra/catalog/workload";
import { read, refuses } from "../entries";

describe("a worker of the catalog", () => {
  refuses([
    [
      "wrk",
      { queue: { longestJob: "5 minutes" } },
      'queue.longestJob is "5 minutes": expected less than visibility, 300 seconds by default, or a',
    ],
    [
      "wrk",
      { queue: { longestJob: "1 second", visibility: "20 seconds" } },
      'queue.visibility is "20 seconds": expected more than stopTimeout, 30 seconds',
    ],
    [
      "wrk",
      { queue: { longestJob: "1 second", deadLetterRetention: "4 days" } },
      'queue.deadLetterRetention is "4 days": expected more than retention, 4 days',
    ],
  ]);

  it("releases an image, and has an intake", () => {
    const worker = read("wrk");
    expect(worker && factsOf(worker)).to.deep.include({ shipsImage: true, hasIntake: true });
  });

  it("may have an intake that a release has just closed, and a message as old as that takes", () => {
    const change = {
      queue: { longestJob: "59 seconds", visibility: "60 seconds" },
      slo: { oldestMessage: "2 minutes" },
    };
    expect(read("wrk", change)).to.deep.nested.include({ "slo.oldestMessage": 120 });
  });
});
