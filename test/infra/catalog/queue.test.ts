import { expect } from "chai";
import { parseWorkload } from "../../../infra/catalog/parse";
import { InvalidInput } from "../../../infra/problems";

const common = {
  app: "AuditHound",
  owner: "audit",
  costCenter: "CC-2001",
  compliance: false,
  repository: "audit",
  repositoryId: 1,
};
const QUEUE = { longestJob: "1 minute" };
const worker = {
  ...common,
  kind: "worker",
  name: "wrk",
  health: { command: ["check"] },
  queue: QUEUE,
  slo: { oldestMessage: "1 hour" },
};
const consumer = {
  ...common,
  kind: "function",
  name: "fn",
  timeout: "1 minute",
  slo: { p95: "1 second", availability: 99 },
  consumes: { visibility: "6 minutes" },
};

/** What is said of an entry; nothing of a good one. */
function problemsOf(entry: object): readonly string[] {
  try {
    parseWorkload(entry, "a test");
    return [];
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems;
    throw error;
  }
}

const queueWith = (changes: object) => ({ ...worker, queue: { ...QUEUE, ...changes } });
const consumesWith = (changes: object, more: object = {}) => ({
  ...consumer,
  ...more,
  consumes: { ...consumer.consumes, ...changes },
});

describe("what of a queue cannot be", () => {
  it("[§7.3] is nothing of a worker and a consumer at the very limits", () => {
    expect(problemsOf(worker)).to.deep.equal([]);
    expect(problemsOf(consumer)).to.deep.equal([]);
    expect(problemsOf(queueWith({ visibility: "61 seconds" }))).to.deep.equal([]);
    expect(problemsOf({ ...worker, slo: { oldestMessage: "3 minutes" } })).to.deep.equal([]);
    expect(problemsOf(queueWith({ retention: "1501 seconds" }))).to.deep.equal([
      'slo.oldestMessage is "1 hour": expected less than queue.retention, 1501 seconds, as none is ' +
        "ever older",
    ]);
    expect(problemsOf(consumesWith({ batchSize: 11, batchWindow: "1 second" }))).to.have.length(1);
  });

  const wrong: [entry: object, formatProblem: string][] = [
    [
      queueWith({ visibility: "1 minute" }),
      'queue.visibility is "1 minute": expected more than longestJob, 60 seconds, or a message is ' +
        "worked on twice",
    ],
    [
      { ...queueWith({ visibility: "90 seconds" }), stopTimeout: "90 seconds" },
      'queue.visibility is "90 seconds": expected more than stopTimeout, 90 seconds',
    ],
    [
      { ...worker, stopTimeout: "121 seconds" },
      'stopTimeout is "121 seconds": expected from "1 second" to "120 seconds" in steps of 1 second',
    ],
    [
      { ...worker, slo: { oldestMessage: "1 minute" } },
      'slo.oldestMessage is "1 minute": expected more than 60 seconds + queue.longestJob = 120 ' +
        "seconds, as messages wait so long in each release",
    ],
    [
      { ...worker, slo: { oldestMessage: "4 days" } },
      'slo.oldestMessage is "4 days": expected less than queue.retention, 4 days, as none is ever ' +
        "older",
    ],
    [
      queueWith({ visibility: "12 hours", maxReceiveCount: 8 }),
      'queue.visibility is "12 hours": expected less than retention / maxReceiveCount = ' +
        "345600 / 8 seconds, by default a retention of 4 days, or a message is gone before it is a " +
        "dead letter",
    ],
    [
      queueWith({ visibility: "12 hours", maxReceiveCount: 8, retention: "4 days" }),
      'queue.retention is "4 days": expected more than visibility x maxReceiveCount = 43200 x 8 = ' +
        "345600 seconds, or a message is gone before it is a dead letter",
    ],
    [
      { ...consumer, consumes: {} },
      'timeout is "1 minute": expected 6 x timeout + batchWindow = 6 x 60 + 0 = 360 seconds, to be ' +
        "at most consumes.visibility, 300 by default",
    ],
    [
      queueWith({ retention: "14 days" }),
      'queue.retention is "14 days": expected less than 14 days, the longest of dead letters',
    ],
    [
      queueWith({ deadLetterRetention: "4 days" }),
      'queue.deadLetterRetention is "4 days": expected more than retention, 4 days, as it counts ' +
        "from the first enqueue",
    ],
    [
      { ...worker, config: { intake: "open" } },
      'config.intake is "open": expected another key, as this one is the worker\'s intake, which a ' +
        "release closes and opens",
    ],
    [
      consumesWith({ batchWindow: "1 second" }),
      'consumes.visibility is "6 minutes": expected at least 6 x timeout + batchWindow = ' +
        "6 x 60 + 1 = 361 seconds",
    ],
    [
      consumesWith({ maxReceiveCount: 4 }),
      "consumes.maxReceiveCount is 4: expected at least 5, as Lambda retries throttled batches",
    ],
    [
      consumesWith({ batchSize: 11 }),
      'consumes.batchWindow is missing: expected at least "1 second", as batchSize 11 is above 10',
    ],
    [
      consumesWith({ batchWindow: "6 minutes" }),
      'consumes.batchWindow is "6 minutes": expected from "1 second" to "5 minutes" in steps of ' +
        "1 second",
    ],
    [
      consumesWith({}, { concurrency: 1 }),
      "concurrency is 1: expected at least 2, the least with which Lambda consumes a queue",
    ],
    [
      consumesWith({ deadLetterRetention: "1 day" }),
      'consumes.deadLetterRetention is "1 day": expected more than retention, 4 days, as it counts ' +
        "from the first enqueue",
    ],
  ];
  for (const [entry, formatProblem] of wrong) {
    it(`[§7.3] is ${formatProblem}`, () =>
      expect(problemsOf(entry)).to.deep.equal([formatProblem]));
  }
});
