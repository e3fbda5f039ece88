import { parseCatalog } from "../../../infra/catalog/parse";
import type { Catalog, WorkloadEntry } from "../../../infra/catalog/workload";

/**
 * Workloads with what the real catalog has none of yet: ECS's own rollout, a function that consumes
 * a queue, has flags and rotates a secret, a job that is a function, a worker that migrates a
 * database, and a Terraform stack that manages resources of every service.
 */
export function everyOption(): Catalog {
  return parseCatalog({ bell: BELL, clock: CLOCK, crank: CRANK, dial: DIAL, hand: HAND });
}

const OWNER = {
  app: "Neurocipher",
  owner: "clocks",
  costCenter: "CC-1009",
  compliance: true,
} as const;

const FLAGS = { chime: { description: "Chimes.", enabled: true } } as const;

const BELL: WorkloadEntry = {
  kind: "function",
  name: "bell",
  repository: "bell",
  repositoryId: 700_000_091,
  ...OWNER,
  consumes: {},
  slo: { p95: "500 ms", availability: 99.9 },
  flags: FLAGS,
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
};

const DIAL: WorkloadEntry = {
  kind: "terraform",
  name: "dial",
  repository: "dial",
  repositoryId: 700_000_095,
  ...OWNER,
  directory: "iac/dial",
  manages: ["dynamodb", "events", "logs", "s3", "sns", "sqs", "ssm"],
};
