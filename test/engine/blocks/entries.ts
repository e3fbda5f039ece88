import type { WorkloadEntry } from "../../../infra/catalog/workload";

const TEAM = {
  app: "Neurocipher",
  owner: "ingest",
  costCenter: "CC-1001",
  compliance: true,
} as const;

const FLAGS = { flags: { beta: { description: "New.", enabled: true } } } as const;

const MIGRATIONS = {
  secrets: { "database-url": {} },
  migrations: { command: ["node", "migrate.js"], secret: "database-url" },
};

const fn: WorkloadEntry = {
  ...TEAM,
  kind: "function",
  name: "gate",
  repository: "gate",
  repositoryId: 700_000_081,
  slo: { p95: "500 ms", availability: 99.9 },
};

const worker: WorkloadEntry = {
  ...TEAM,
  kind: "worker",
  name: "mill",
  repository: "mill",
  repositoryId: 700_000_082,
  health: { command: ["true"] },
  queue: { visibility: "10 minutes", longestJob: "5 minutes" },
  slo: { oldestMessage: "15 minutes" },
};

const service: WorkloadEntry = {
  ...TEAM,
  kind: "service",
  name: "web",
  repository: "web",
  repositoryId: 700_000_083,
  route: { path: "/web/*" },
  slo: { p95: "300 ms", availability: 99.9 },
  checks: { happyPath: { path: "/web/example" } },
};

const job: WorkloadEntry = {
  ...TEAM,
  kind: "job",
  name: "sweep",
  repository: "sweep",
  repositoryId: 700_000_084,
  schedule: { expression: "cron(0 6 * * ? *)", every: "1 day" },
  runs: { as: "function" },
  slo: { finishesWithin: "5 minutes" },
};

/** One workload of each kind that has optional blocks, without any. */
export const OFF: readonly WorkloadEntry[] = [fn, worker, service, job];

/** The same, with every block that their kinds have. */
export const ON: readonly WorkloadEntry[] = [
  {
    ...fn,
    ...FLAGS,
    ...MIGRATIONS,
    http: { path: "/v1/{proxy+}" },
    checks: { happyPath: { path: "/v1/status" } },
    consumes: {},
  },
  { ...worker, ...FLAGS, ...MIGRATIONS, scaling: { min: 3, max: 7, backlogPerTask: 50 } },
  {
    ...service,
    ...FLAGS,
    ...MIGRATIONS,
    scaling: { min: 3, max: 7, cpuPercent: 50 },
    rollout: "codedeploy",
  },
  { ...job, ...FLAGS, config: { depth: "3" }, secrets: { token: {} } },
];
