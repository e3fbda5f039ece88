import type { WorkloadEntry } from "../../infra/catalog/workload";

export const workload: WorkloadEntry = {
  kind: "worker",
  name: "audit-queue",
  app: "AuditHound",
  owner: "audit",
  costCenter: "CC-2001",
  compliance: true,
  repository: "audit-queue",
  repositoryId: 700_000_005,
  wheels: true,
  health: { command: ["python", "-m", "audit_queue.health"] },
  queue: { visibility: "10 minutes", longestJob: "5 minutes" },
  slo: { oldestMessage: "15 minutes" },
  links: [{ to: "core", verb: "read", resource: "bucket/documents" }],
  allows: [{ from: "audit-digest", verb: "send" }],
  secrets: { "warehouse-url": {} },
};
