import type { WorkloadEntry } from "../../../infra/catalog/workload";

const TEAM = {
  app: "Neurocipher",
  owner: "ingest",
  costCenter: "CC-1001",
  compliance: true,
} as const;

/** The repository of the team's first workloads. */
const HARBOR = { repository: "harbor", repositoryId: 700_000_091 } as const;

const SLO = { p95: "300 ms", availability: 99.9 } as const;

/** A service, as the team begins with it. */
export const quay: WorkloadEntry = {
  ...TEAM,
  ...HARBOR,
  kind: "service",
  name: "quay",
  route: { path: "/quay/*" },
  slo: SLO,
  checks: { happyPath: { path: "/quay/ships" } },
  secrets: { "database-url": {} },
};

/** A second workload in the same repository, which the service sends to. */
export const crane: WorkloadEntry = {
  ...TEAM,
  ...HARBOR,
  kind: "worker",
  name: "crane",
  health: { command: ["true"] },
  queue: { visibility: "10 minutes", longestJob: "5 minutes" },
  slo: { oldestMessage: "15 minutes" },
};

export const craneAllowing: WorkloadEntry = { ...crane, allows: [{ from: "quay", verb: "send" }] };

export const quaySending: WorkloadEntry = { ...quay, links: [{ to: "crane", verb: "send" }] };

/** The service without its link, and with another port, another health check and no secret. */
export const quayMoved: WorkloadEntry = {
  ...quay,
  port: 9090,
  checks: { health: "/quay/alive", happyPath: { path: "/quay/ships" } },
  secrets: {},
};

/** What the worker becomes, of which there is an image in a repository of the team's own. */
export const derrick: WorkloadEntry = {
  ...TEAM,
  kind: "job",
  name: "derrick",
  repository: "derrick",
  repositoryId: 700_000_092,
  schedule: { expression: "cron(0 6 * * ? *)", every: "1 day" },
  runs: { as: "task" },
  slo: { finishesWithin: "1 hour" },
};

/** The service by its new name: first on a path of its own, then on that of the old one. */
export const pier: WorkloadEntry = {
  ...TEAM,
  ...HARBOR,
  kind: "service",
  name: "pier",
  route: { path: "/pier/*" },
  slo: SLO,
  checks: { happyPath: { path: "/pier/ships" } },
};

export const pierMoved: WorkloadEntry = {
  ...pier,
  route: { path: "/quay/*" },
  checks: { happyPath: { path: "/quay/ships" } },
};
