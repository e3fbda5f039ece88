import type { WorkloadEntry } from "../../infra/catalog/workload";

export const workload: WorkloadEntry = {
  kind: "service",
  name: "ingest-worker",
  app: "Neurocipher",
  owner: "ingest",
  costCenter: "CC-1001",
  compliance: true,
  repository: "ingest-worker",
  repositoryId: 700_000_002,
  route: { path: "/ingest/*" },
  slo: { p95: "300 ms", availability: 99.9 },
  checks: { happyPath: { method: "POST", path: "/ingest/documents", body: "{}", status: 202 } },
  size: { cpu: "0.5 vCPU", memory: "1 GB" },
  config: { "log-level": { dev: "debug", stg: "info", prod: "info" } },
  secrets: { "database-url": {} },
  migrations: { command: ["node", "migrate.js"], secret: "database-url" },
  links: [
    { to: "core", verb: "write", resource: "bucket/documents" },
    { to: "core", verb: "connect", resource: "database/main" },
  ],
  allows: [{ from: "api-adapter", verb: "call" }],
  flags: {
    "new-parser": {
      description: "Parses documents with the new grammar.",
      enabled: { dev: true, stg: 50, prod: 10 },
    },
  },
};
