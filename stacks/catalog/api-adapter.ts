import type { WorkloadEntry } from "../../infra/catalog/workload";

export const workload: WorkloadEntry = {
  kind: "function",
  name: "api-adapter",
  app: "Neurocipher",
  owner: "api",
  costCenter: "CC-1002",
  compliance: true,
  repository: "api-adapter",
  repositoryId: 700_000_003,
  http: { path: "/v1/{proxy+}" },
  slo: { p95: "500 ms", availability: 99.9 },
  checks: { happyPath: { path: "/v1/status" } },
  config: { "log-level": { dev: "debug", stg: "info", prod: "info" } },
  links: [{ to: "ingest-worker", verb: "call" }],
  secrets: { "upstream-token": {} },
};
