import { expect } from "chai";
import { InvalidInput } from "../../../infra/problems";
import { ENTRIES, read } from "./entries";

/**
 * A field of an entry by its path, with a dot between; the least value that is taken and one below it;
 * the most and one above; and what else the entry says, so that the field alone decides.
 */
type Bound = readonly [
  entry: keyof typeof ENTRIES,
  field: string,
  least: readonly [taken: unknown, refused: unknown],
  most: readonly [taken: unknown, refused: unknown],
  beside?: object,
];

const CONSUMER = {
  timeout: "1 second",
  slo: { p95: "1 ms", availability: 99 },
  consumes: { visibility: "10 minutes", batchWindow: "1 second" },
};
const FLAGS = { flags: { one: { description: "d", enabled: true } } };
const RETIRED = {
  since: "2027-01-01",
  keepUntil: "2027-02-01",
  agreed: { owner: "a", approver: "b" },
  reason: "r",
};
const SELDOM = { expression: "rate(3 days)", every: "3 days" };
const LONG_QUEUE = { longestJob: "1 second", retention: "13 days" };

const OF_AWS: readonly Bound[] = [
  // Amazon ECS API, ContainerDefinition, stopTimeout, with Fargate.
  ["svc", "stopTimeout", ["1 second", "500 ms"], ["120 seconds", "121 seconds"]],
  // Amazon ECS API, HealthCheck.
  ["wrk", "health.interval", ["5 seconds", "4 seconds"], ["300 seconds", "301 seconds"]],
  ["wrk", "health.timeout", ["2 seconds", "1 second"], ["60 seconds", "61 seconds"]],
  ["wrk", "health.retries", [1, 0], [10, 11]],
  ["wrk", "health.startPeriod", ["1 second", "500 ms"], ["300 seconds", "301 seconds"]],
  // AWS Lambda developer guide, "Lambda quotas": memory, timeout, and concurrency by default.
  ["fn", "memory", ["128 MB", "127 MB"], ["10240 MB", "10241 MB"]],
  ["fn", "timeout", ["2 seconds", "500 ms"], ["900 seconds", "901 seconds"]],
  ["fn", "concurrency", [1, 0], [1000, 1001]],
  // AWS Lambda API, CreateEventSourceMapping.
  ["fn", "consumes.batchSize", [1, 0], [10_000, 10_001], CONSUMER],
  ["fn", "consumes.batchWindow", ["1 second", "500 ms"], ["300 seconds", "301 seconds"], CONSUMER],
  // Amazon SQS API, SetQueueAttributes: VisibilityTimeout and MessageRetentionPeriod, in seconds.
  [
    "fn",
    "consumes.visibility",
    ["7 seconds", "500 ms"],
    ["43200 seconds", "43201 seconds"],
    { ...CONSUMER, consumes: { batchWindow: "1 second", retention: "13 days" } },
  ],
  [
    "fn",
    "consumes.retention",
    ["60 seconds", "59 seconds"],
    ["1209599 seconds", "1209601 seconds"],
    { ...CONSUMER, consumes: { visibility: "7 seconds", batchWindow: "1 second" } },
  ],
  [
    "fn",
    "consumes.deadLetterRetention",
    ["61 seconds", "59 seconds"],
    ["1209600 seconds", "1209601 seconds"],
    { ...CONSUMER, consumes: { visibility: "6 seconds", retention: "60 seconds" } },
  ],
  // Amazon SQS developer guide, "Configure a dead-letter queue".
  [
    "wrk",
    "queue.maxReceiveCount",
    [1, 0],
    [1000, 1001],
    { queue: { longestJob: "1 second", visibility: "31 seconds" } },
  ],
  // AWS AppConfig user guide, "Type reference for AWS.AppConfig.FeatureFlags".
  ["svc", "flags.one.description", ["d", ""], ["d".repeat(1024), "d".repeat(1025)], FLAGS],
  // Elastic Load Balancing API, CreateRule, Priority.
  ["svc", "route.priority", [1, 0], [50_000, 50_001]],
  // RFC 6335, section 6: ports below 1024 are the system's.
  ["svc", "port", [1024, 1023], [65_535, 65_536]],
  // RFC 9110, section 15.3: a success.
  ["svc", "checks.happyPath.status", [200, 199], [299, 300]],
  // Elastic Load Balancing API, CreateTargetGroup, HealthCheckPath.
  ["svc", "checks.health", ["/", ""], [`/${"x".repeat(1023)}`, `/${"x".repeat(1024)}`]],
  // AWS CodeDeploy API, TimeBasedCanary, canaryInterval.
  ["svc", "traffic.interval", ["1 minute", "30 seconds"], ["2880 minutes", "2881 minutes"]],
  // EventBridge Scheduler API, FlexibleTimeWindow and RetryPolicy.
  [
    "job",
    "schedule.flexibleWindow",
    ["1 minute", "30 seconds"],
    ["1440 minutes", "1441 minutes"],
    { schedule: SELDOM },
  ],
  ["job", "schedule.retries", [0, -1], [185, 186]],
  // AWS Secrets Manager user guide, "Schedule expressions", rate().
  [
    "fn",
    "secrets.one.rotation.every",
    ["1 day", "23 hours"],
    ["999 days", "1000 days"],
    { secrets: { one: { rotation: { by: "fn" } } } },
  ],
];

const OF_THE_PLATFORM: readonly Bound[] = [
  ["svc", "user", [1, 0], [65_535, 65_536]],
  ["svc", "scaling.min", [1, 0], [100, 101], { scaling: { max: 100 } }],
  ["svc", "scaling.max", [1, -1], [100, 101], { scaling: { min: 1 } }],
  ["svc", "scaling.cpuPercent", [10, 9], [90, 91]],
  ["svc", "scaling.requestsPerTask", [1, 0], [10_000, 1.5]],
  ["wrk", "scaling.backlogPerTask", [1, 0], [10_000, 1.5]],
  ["svc", "flags.one.enabled", [0, -1], [100, 101], FLAGS],
  ["svc", "traffic.percent", [1, 0], [50, 51]],
  ["svc", "healthCheckGracePeriod", ["1 second", "500 ms"], ["600 seconds", "601 seconds"]],
  ["fn", "slo.p95", ["1 ms", "0.4 ms"], ["60 seconds", "60001 ms"], { timeout: "2 minutes" }],
  ["svc", "slo.availability", [90, 89.9], [99.99, 99.9991]],
  [
    "job",
    "slo.finishesWithin",
    ["1 second", "500 ms"],
    ["24 hours", "86401 seconds"],
    { runs: { as: "task" }, schedule: SELDOM },
  ],
  [
    "job",
    "schedule.every",
    ["1 minute", "30 seconds"],
    ["10019 minutes", "10081 minutes"],
    { slo: { finishesWithin: "1 second" }, schedule: { expression: "rate(1 minute)", retries: 0 } },
  ],
  [
    "wrk",
    "queue.longestJob",
    ["1 second", "500 ms"],
    ["43199 seconds", "43201 seconds"],
    {
      queue: { visibility: "12 hours", retention: "13 days" },
      slo: { oldestMessage: "5 days" },
    },
  ],
  [
    "wrk",
    "slo.oldestMessage",
    ["2 minutes", "59 seconds"],
    ["18719 minutes", "20161 minutes"],
    { queue: LONG_QUEUE },
  ],
  ["svc", "retired.reason", ["r", ""], ["r".repeat(1024), "r".repeat(1025)], { retired: RETIRED }],
  ["svc", "repositoryId", [1, 0], [2 ** 40, 1.5]],
];

/** `one` with what `other` has besides or instead, at every level. */
function merge(one: object, other: object): object {
  const merged: Record<string, unknown> = Object.fromEntries(Object.entries(one));
  for (const [key, value] of Object.entries(other)) {
    const before = merged[key];
    merged[key] = isObject(before) && isObject(value) ? merge(before, value) : value;
  }
  return merged;
}

function isObject(value: unknown): value is object {
  return value instanceof Object && !Array.isArray(value);
}

/** What is said of an entry with a value in one field. */
function problemsWith([entry, field, , , beside = {}]: Bound, value: unknown): readonly string[] {
  const change = field.split(".").reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
  if (!isObject(change)) throw new Error(`${field} names no field`);
  try {
    read(entry, merge(merge(ENTRIES[entry], beside), change));
    return [];
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems;
    throw error;
  }
}

/** What is said of a number, a text or a duration that is out of its range, whatever else is. */
const RANGE =
  /^(at (least|most) \d|above \d|from \d|from "|a whole number|a duration|a path such|the numeric id)/;

const isRange = (want: string) => RANGE.test(want);

for (const [who, bounds] of [
  ["AWS", OF_AWS],
  ["the platform", OF_THE_PLATFORM],
] as const) {
  describe(`what ${who} bounds`, () => {
    for (const bound of bounds) {
      const [entry, field, least, most] = bound;
      it(`is ${field} of a ${ENTRIES[entry].kind}, with the bound and with nothing past it`, () => {
        for (const [taken, refused] of [least, most]) {
          expect(problemsWith(bound, taken), `${taken}`).to.deep.equal([]);
          const wanted = problemsWith(bound, refused)
            .filter((each) => each.includes(`${field} is `))
            .map((each) => each.split(": expected ")[1]);
          expect(wanted, `${refused}`).to.satisfy((each: string[]) => each.some(isRange));
        }
      });
    }
  });
}
