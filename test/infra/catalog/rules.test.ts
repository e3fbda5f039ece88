import { expect } from "chai";
import { InvalidInput } from "../../../infra/problems";
import { type ENTRIES, read } from "./entries";

/** The fields that are said to be wrong. */
function wrongFields(entry: keyof typeof ENTRIES, change: object): readonly string[] {
  try {
    read(entry, change);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return error.problems.map((each) => each.replace(/^\w+: /, "").split(" is ")[0] ?? each);
  }
}

const SLO = { p95: "1 second", availability: 99 };
const happyPath = { path: "/ok" };

/**
 * An entry whose first field is wrong by itself, and which would break a rule on that field and
 * others. What it breaks of a rule is guesswork until the field is right, so it is not said.
 */
const HALF_WRONG: readonly [
  rule: string,
  entry: keyof typeof ENTRIES,
  change: object,
  wrong: readonly string[],
][] = [
  [
    "a flag that guards a risk",
    "svc",
    { flags: { one: { enabled: true } }, risky: { reason: "r", flag: "two" } },
    ["flags.one.description"],
  ],
  [
    "a flag that guards a risk, which is half wrong",
    "svc",
    { risky: { reason: "", flag: "two" } },
    ["risky.reason"],
  ],
  [
    "a migration's secret",
    "svc",
    { migrations: { command: [], secret: "db" } },
    ["migrations.command"],
  ],
  [
    "a migration's secret, of secrets that are wrong",
    "svc",
    { migrations: { command: ["m"], secret: "db" }, secrets: { other: 1 } },
    ["secrets.other"],
  ],
  [
    "a migration's flag, of flags that are wrong",
    "svc",
    {
      migrations: { command: ["m"], secret: "db", flag: "two" },
      secrets: { db: {} },
      flags: { one: 1 },
    },
    ["flags.one"],
  ],
  ["a variable's name", "svc", { config: { port: 1 } }, ["config.port"]],
  ["a name of secrets", "wrk", { secrets: { port: 1 } }, ["secrets.port"]],
  [
    "the release contract's key",
    "fn",
    { config: { "release-contract": 1 } },
    ["config.release-contract"],
  ],
  ["the intake's key", "wrk", { config: { intake: 1 } }, ["config.intake"]],
  [
    "the agent's port",
    "svc",
    { port: 2772, flags: { one: { enabled: true } } },
    ["flags.one.description"],
  ],
  [
    "no flags of a Terraform stack",
    "tf",
    { flags: { one: { enabled: true } } },
    ["flags.one.description"],
  ],
  [
    "a service's objectives",
    "svc",
    { slo: { p95: "60 seconds", availability: 1 } },
    ["slo.availability"],
  ],
  ["a service's checks", "svc", { route: { path: "/x/*", priority: 0 } }, ["route.priority"]],
  [
    "a service's checks that are wrong",
    "svc",
    { route: { path: "/x/*" }, checks: { health: "x", happyPath } },
    ["checks.health"],
  ],
  ["a function's checks", "fn", { http: { path: "x" } }, ["http.path"]],
  [
    "a function's checks that are wrong",
    "fn",
    { checks: { health: "x", happyPath } },
    ["checks.health"],
  ],
  [
    "a function's time",
    "fn",
    { http: { path: "/" }, checks: { happyPath }, timeout: "16 minutes" },
    ["timeout"],
  ],
  [
    "a function's queue",
    "fn",
    { consumes: { maxReceiveCount: 1, batchSize: 0 } },
    ["consumes.batchSize"],
  ],
  [
    "a function's queue and its time",
    "fn",
    { consumes: { maxReceiveCount: 1 }, timeout: "16 minutes" },
    ["timeout"],
  ],
  [
    "a function's queue and its concurrency",
    "fn",
    { consumes: { maxReceiveCount: 1 }, concurrency: 0 },
    ["concurrency"],
  ],
  [
    "a function's objectives",
    "fn",
    { slo: { p95: "10 seconds", availability: 1 } },
    ["slo.availability"],
  ],
  [
    "a function's objectives and its time",
    "fn",
    { slo: { ...SLO, availability: 99.99 }, timeout: "1 hour" },
    ["timeout"],
  ],
  ["a function's first step", "fn", { traffic: { percent: 1, type: "x" } }, ["traffic.type"]],
  [
    "a worker's queue",
    "wrk",
    { queue: { longestJob: "5 minutes", maxReceiveCount: 0 } },
    ["queue.maxReceiveCount"],
  ],
  [
    "a worker's queue and its objective",
    "wrk",
    { queue: { longestJob: "5 minutes" }, slo: { oldestMessage: "1 second" } },
    ["slo.oldestMessage"],
  ],
  [
    "a worker's queue and its time to stop",
    "wrk",
    { queue: { longestJob: "5 minutes" }, stopTimeout: "1 hour" },
    ["stopTimeout"],
  ],
  [
    "a retirement",
    "wrk",
    {
      retired: {
        since: "2027-01-01",
        keepUntil: "2027-01-01",
        agreed: { owner: "a", approver: "a" },
        reason: "",
      },
    },
    ["retired.reason"],
  ],
  [
    "a variable of a job's task",
    "job",
    { runs: { as: "task", user: 0 }, config: { port: "x" } },
    ["runs.user"],
  ],
  [
    "a job's time",
    "job",
    { schedule: { expression: "rate(1 hour)", every: "1 minute", retries: 999 } },
    ["schedule.retries"],
  ],
  [
    "a job's time and its objective",
    "job",
    {
      schedule: { expression: "rate(1 hour)", every: "1 minute" },
      slo: { finishesWithin: "1 year" },
    },
    ["slo.finishesWithin"],
  ],
  [
    "a job's time and what it runs",
    "job",
    { schedule: { expression: "rate(1 hour)", every: "1 minute" }, runs: { as: "x" } },
    ["runs.as"],
  ],
];

describe("a rule on several fields", () => {
  for (const [rule, entry, change, wrong] of HALF_WRONG) {
    it(`is not asked while a field is wrong: ${rule}`, () => {
      expect(wrongFields(entry, change)).to.deep.equal(wrong);
    });
  }
});
