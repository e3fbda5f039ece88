import type { WorkloadEntry } from "../../infra/catalog/workload";

export const workload: WorkloadEntry = {
  kind: "job",
  name: "audit-digest",
  app: "AuditHound",
  owner: "audit",
  costCenter: "CC-2001",
  compliance: true,
  repository: "audit-digest",
  repositoryId: 700_000_006,
  schedule: { expression: "cron(0 6 * * ? *)", flexibleWindow: "15 minutes", every: "1 day" },
  runs: { as: "task", size: { cpu: "0.5 vCPU", memory: "1 GB" } },
  slo: { finishesWithin: "1 hour" },
  links: [{ to: "audit-queue", verb: "send" }],
};
