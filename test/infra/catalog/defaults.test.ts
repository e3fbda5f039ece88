import { expect } from "chai";
import fc from "fast-check";
import { InvalidInput } from "../../../infra/problems";
import { type ENTRIES, read, refuses } from "./entries";

/** What is said of an entry; nothing of a good one. */
function said(name: keyof typeof ENTRIES, change: object): readonly string[] {
  try {
    read(name, change);
    return [];
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems;
    throw error;
  }
}

describe("a problem with a field that has a default", () => {
  refuses([
    [
      "svc",
      { scaling: { min: 10 } },
      "scaling.min is 10: expected at most max, which is 6 by default",
    ],
    ["svc", { scaling: { min: 3, max: 2 } }, "scaling.max is 2: expected at least min, which is 3"],
    [
      "svc",
      { size: { cpu: "4 vCPU" } },
      'size.cpu is "4 vCPU": expected size.memory beside it: 8 to 30 GB in steps of 1 GB with 4 vCPU',
    ],
    [
      "job",
      { runs: { as: "task", size: { cpu: "1 vCPU" } } },
      'runs.size.cpu is "1 vCPU": expected size.memory beside it: 2 to 8 GB',
    ],
    ["svc", { size: { memory: "4 GB" } }, 'size.memory is "4 GB": expected 0.5, 1 or 2 GB'],
    [
      "fn",
      { consumes: { batchWindow: "5 minutes" } },
      'consumes.batchWindow is "5 minutes": expected 6 x timeout + batchWindow = 6 x 10 + 300 = 360',
    ],
  ]);

  it("names a field that the user has written", () => {
    const seconds = fc.integer({ min: 1, max: 43_200 }).map((each) => `${each} seconds`);
    const queue = fc.record(
      {
        visibility: seconds,
        retention: fc.integer({ min: 1, max: 14 }).map((each) => `${each} days`),
        deadLetterRetention: fc.integer({ min: 1, max: 14 }).map((each) => `${each} days`),
        maxReceiveCount: fc.integer({ min: 1, max: 1000 }),
      },
      { requiredKeys: [] },
    );
    const scaling = fc.record(
      { min: fc.integer({ min: 1, max: 100 }), max: fc.integer({ min: 1, max: 100 }) },
      { requiredKeys: [] },
    );
    const size = fc.record(
      {
        cpu: fc.constantFrom("0.25 vCPU", "1 vCPU", "16 vCPU"),
        memory: fc.constantFrom("0.5 GB", "4 GB", "120 GB"),
      },
      { requiredKeys: [] },
    );
    const stopTimeout = fc.integer({ min: 1, max: 120 }).map((each) => `${each} seconds`);
    const worker = fc.record({ scaling, size, stopTimeout }, { requiredKeys: [] });
    const timeout = fc.integer({ min: 1, max: 900 }).map((each) => `${each} seconds`);
    const caller = fc.record(
      { timeout, concurrency: fc.integer({ min: 1, max: 9 }) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(queue, worker, caller, seconds, (given, ofWorker, ofFunction, longestJob) => {
        const problems = [
          ...said("wrk", { ...ofWorker, queue: { ...given, longestJob } }),
          ...said("fn", { ...ofFunction, consumes: given }),
        ];
        expect(problems.filter((each) => each.includes(" is missing: "))).to.deep.equal([]);
      }),
      { numRuns: 500 },
    );
  });
});
