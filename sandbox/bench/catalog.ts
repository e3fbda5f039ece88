import type { WorkloadEntry } from "../../infra/catalog/workload";

/**
 * Ten workloads as a product may have them. A longer catalog repeats them under other names, so
 * that what one workload costs on average does not hang on how many there are.
 */
const MIX = [
  service,
  api,
  worker,
  nativeService,
  consumer,
  taskJob,
  api,
  worker,
  functionJob,
  terraform,
] as const;

/** The least catalog that has all that a longer one has. */
export const WHOLE_MIX = MIX.length;

/**
 * The entries of a catalog of `count` workloads of all five kinds, each with a name, a repository
 * and a route of its own. A short catalog is how a longer one begins.
 */
export function catalogOf(count: number): WorkloadEntry[] {
  const rounds = Math.ceil(count / MIX.length);
  const all = Array.from({ length: rounds }, (_, round) =>
    MIX.map((make, index) => make(round * MIX.length + index)),
  );
  return all.flat().slice(0, count);
}

/** What every workload says of itself. */
function named(kind: string, index: number) {
  const name = `${kind}-${String(index + 1).padStart(4, "0")}`;
  return {
    name,
    app: index % 2 === 0 ? "Neurocipher" : "AuditHound",
    owner: `team-${index % 7}`,
    costCenter: `CC-${1000 + (index % 20)}`,
    compliance: index % 3 === 0,
    repository: name,
    repositoryId: 710_000_000 + index,
    config: { "log-level": { dev: "debug", stg: "info", prod: "info" } },
  } as const;
}

const SLO = { p95: "300 ms", availability: 99.9 } as const;
const DATABASE = {
  secrets: { "database-url": {} },
  migrations: { command: ["node", "migrate.js"], secret: "database-url" },
};

function service(index: number): WorkloadEntry {
  const route = named("service", index).name;
  return {
    kind: "service",
    ...named("service", index),
    ...DATABASE,
    route: { path: `/${route}/*`, priority: index + 1 },
    slo: SLO,
    checks: { happyPath: { path: `/${route}/status` } },
    flags: {
      "new-parser": { description: "A new parser.", enabled: { dev: true, stg: 50, prod: 10 } },
    },
  };
}

function nativeService(index: number): WorkloadEntry {
  const route = named("service", index).name;
  return {
    kind: "service",
    ...named("service", index),
    route: { path: `/${route}/*`, priority: index + 1 },
    rollout: "ecs-native",
    slo: SLO,
    checks: { happyPath: { path: `/${route}/status` } },
  };
}

function api(index: number): WorkloadEntry {
  return {
    kind: "function",
    ...named("api", index),
    ...DATABASE,
    http: { path: "/v1/{proxy+}" },
    concurrency: 10,
    traffic: { type: "linear" },
    slo: SLO,
    checks: { happyPath: { path: "/v1/status" } },
  };
}

function consumer(index: number): WorkloadEntry {
  return {
    kind: "function",
    ...named("consumer", index),
    consumes: { batchSize: 10 },
    concurrency: 5,
    slo: SLO,
  };
}

function worker(index: number): WorkloadEntry {
  return {
    kind: "worker",
    ...named("worker", index),
    health: { command: ["node", "health.js"] },
    queue: { visibility: "10 minutes", longestJob: "5 minutes" },
    slo: { oldestMessage: "15 minutes" },
    secrets: { "warehouse-url": {} },
  };
}

function taskJob(index: number): WorkloadEntry {
  return {
    kind: "job",
    ...named("job", index),
    schedule: { expression: "cron(0 6 * * ? *)", every: "1 day" },
    runs: { as: "task" },
    slo: { finishesWithin: "1 hour" },
  };
}

function functionJob(index: number): WorkloadEntry {
  return {
    kind: "job",
    ...named("job", index),
    schedule: { expression: "rate(1 hour)", every: "1 hour" },
    runs: { as: "function" },
    slo: { finishesWithin: "5 minutes" },
  };
}

function terraform(index: number): WorkloadEntry {
  return {
    kind: "terraform",
    ...named("stack", index),
    directory: `iac/stacks/${named("stack", index).name}`,
    manages: ["s3", "sqs", "ssm"],
  };
}
