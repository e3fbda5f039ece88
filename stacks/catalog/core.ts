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
};
