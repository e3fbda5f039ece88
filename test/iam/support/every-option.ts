import { parseCatalog } from "../../../infra/catalog/parse";
import type { Catalog, WorkloadEntry } from "../../../infra/catalog/workload";

/**
 * Workloads with what the real catalog has none of yet: ECS's own rollout, a function that consumes
 * a queue, has flags and rotates a secret, a job that is a function, a worker that migrates a
 * database, one that is retired, a Terraform stack that manages resources of every service, a link of
 * every verb, and a grant.
 */
export function everyOption(): Catalog {
  return parseCatalog({
    bell: BELL,
    clock: CLOCK,
    crank: CRANK,
    dial: DIAL,
    hand: HAND,
    wheel: WHEEL,
  });
}

const OWNER = {
  app: "Neurocipher",
  owner: "clocks",
  costCenter: "CC-1009",
  compliance: true,
} as const;

const FLAGS = { chime: { description: "Chimes.", enabled: true } } as const;

/** Every verb on everything that a Terraform stack owns. */
const OF_DIAL = (
  [
    ["read", "bucket/photos"],
    ["write", "bucket/photos"],
    ["read", "table/times"],
    ["write", "table/times"],
    ["write", "topic/hours"],
    ["read", "parameter/zone"],
    ["write", "parameter/zone"],
    ["read", "secret/motor"],
    ["write", "secret/motor"],
    ["connect", "database/main"],
  ] as const
).map(([verb, resource]) => ({ to: "dial", verb, resource }));

const BELL: WorkloadEntry = {
  kind: "function",
  name: "bell",
  repository: "bell",
  repositoryId: 700_000_091,
  ...OWNER,
  consumes: {},
  http: { path: "/bell/{proxy+}" },
  checks: { happyPath: { path: "/bell/status" } },
  slo: { p95: "500 ms", availability: 99.9 },
  flags: FLAGS,
  links: [{ to: "dial", verb: "read", resource: "secret/motor" }],
  allows: [
    { from: "clock", verb: "invoke" },
    { from: "clock", verb: "call" },
    { from: "crank", verb: "send" },
  ],
};

const CLOCK: WorkloadEntry = {
  kind: "service",
  name: "clock",
  repository: "clock",
  repositoryId: 700_000_092,
  ...OWNER,
  route: { path: "/clock/*" },
  rollout: "ecs-native",
  slo: { p95: "300 ms", availability: 99.9 },
  checks: { happyPath: { path: "/clock/time" } },
  size: { cpu: "0.5 vCPU", memory: "1 GB" },
  secrets: { spring: { rotation: { every: "30 days", by: "bell" } } },
  flags: FLAGS,
  links: [
    { to: "bell", verb: "invoke" },
    { to: "bell", verb: "call" },
    { to: "hand", verb: "start" },
    ...OF_DIAL,
  ],
  allows: [{ from: "crank", verb: "call" }],
  grants: [
    {
      actions: ["events:PutEvents"],
      resources: {
        dev: ["arn:aws:events:ca-central-1:111111111111:event-bus/old"],
        stg: ["arn:aws:events:ca-central-1:222222222222:event-bus/old"],
        prod: ["arn:aws:events:ca-central-1:333333333333:event-bus/old"],
      },
      reason: "The old clock hears of each hour until it is gone.",
      expires: "2099-01-01",
    },
  ],
};

const HAND: WorkloadEntry = {
  kind: "job",
  name: "hand",
  repository: "hand",
  repositoryId: 700_000_093,
  ...OWNER,
  schedule: { expression: "rate(1 hour)", every: "1 hour" },
  runs: { as: "function" },
  slo: { finishesWithin: "10 minutes" },
  allows: [{ from: "clock", verb: "start" }],
};

const CRANK: WorkloadEntry = {
  kind: "worker",
  name: "crank",
  repository: "crank",
  repositoryId: 700_000_094,
  ...OWNER,
  health: { command: ["true"] },
  queue: { visibility: "10 minutes", longestJob: "5 minutes" },
  slo: { oldestMessage: "15 minutes" },
  secrets: { "database-url": {} },
  migrations: { command: ["node", "migrate.js"], secret: "database-url" },
  links: [
    { to: "bell", verb: "send" },
    { to: "clock", verb: "call" },
  ],
};

const WHEEL: WorkloadEntry = {
  kind: "worker",
  name: "wheel",
  repository: "wheel",
  repositoryId: 700_000_096,
  ...OWNER,
  health: { command: ["true"] },
  queue: { visibility: "10 minutes", longestJob: "5 minutes" },
  slo: { oldestMessage: "15 minutes" },
  retired: {
    since: "2024-01-15",
    keepUntil: "2025-01-15",
    agreed: { owner: "mia", approver: "sam" },
    reason: "CHG-1042",
  },
};

const DIAL: WorkloadEntry = {
  kind: "terraform",
  name: "dial",
  repository: "dial",
  repositoryId: 700_000_095,
  ...OWNER,
  directory: "iac/dial",
  manages: ["dynamodb", "events", "logs", "s3", "sns", "sqs", "ssm"],
  owns: {
    buckets: ["photos"],
    tables: ["times"],
    topics: ["hours"],
    parameters: ["zone"],
    databases: { main: 5432 },
  },
  secrets: { motor: {} },
  allows: [
    ...OF_DIAL.map(({ verb, resource }) => ({ from: "clock", verb, resource })),
    { from: "bell", verb: "read", resource: "secret/motor" },
  ],
};
