import { parseCatalog } from "../../../infra/catalog/parse";
import type { Catalog } from "../../../infra/catalog/workload";
import { workload as api } from "../../fixtures/catalog/api-adapter";
import { workload as digest } from "../../fixtures/catalog/audit-digest";
import { workload as audit } from "../../fixtures/catalog/audit-queue";
import { workload as core } from "../../fixtures/catalog/core";
import { workload as ingest } from "../../fixtures/catalog/ingest-worker";

const OWNER = {
  app: "Neurocipher",
  owner: "clocks",
  costCenter: "CC-1009",
  compliance: true,
} as const;

const FLAGS = { chime: { description: "Chimes.", enabled: true } } as const;

/**
 * One workload of each kind, ECS's own rollout, a function that consumes a queue, has flags and
 * rotates a secret, and a job that is a function: every kind of resource that a workload can have.
 */
export function orderedCatalog(): Catalog {
  return parseCatalog({
    "api-adapter": api,
    "audit-digest": digest,
    "audit-queue": audit,
    core,
    "ingest-worker": ingest,
    bell: {
      kind: "function",
      name: "bell",
      repository: "bell",
      repositoryId: 700_000_091,
      ...OWNER,
      consumes: {},
      slo: { p95: "500 ms", availability: 99.9 },
      flags: FLAGS,
    },
    clock: {
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
    },
    hand: {
      kind: "job",
      name: "hand",
      repository: "hand",
      repositoryId: 700_000_093,
      ...OWNER,
      schedule: { expression: "rate(1 hour)", every: "1 hour" },
      runs: { as: "function" },
      slo: { finishesWithin: "10 minutes" },
    },
  });
}
