import type { WorkloadEntry } from "../../infra/catalog/workload";

export const workload: WorkloadEntry = {
  kind: "terraform",
  name: "core",
  app: "Neurocipher",
  owner: "sre",
  costCenter: "CC-1000",
  compliance: true,
  repository: "infrastructure",
  repositoryId: 700_000_004,
  directory: "iac/stacks/core",
  manages: ["s3", "sqs", "ssm"],
  owns: { buckets: ["documents"], databases: { main: 5432 } },
  allows: [
    { from: "ingest-worker", verb: "write", resource: "bucket/documents" },
    { from: "ingest-worker", verb: "connect", resource: "database/main" },
    { from: "audit-queue", verb: "read", resource: "bucket/documents", crossApp: true },
  ],
};
