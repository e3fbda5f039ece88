import type { WorkloadEntry } from "../../infra/catalog/workload";

/** How a workload is retired whose entry may be removed: prod keeps logs for 365 days. */
export const RETIRED = {
  since: "2024-06-01",
  keepUntil: "2025-06-01",
  agreed: { owner: "mia", approver: "sam" },
  reason: "CHG-1042",
} as const;

/** `entry`, retired; `change` replaces fields of how it is. */
export function retire(entry: WorkloadEntry, change: object = {}): WorkloadEntry {
  return { ...entry, retired: { ...RETIRED, ...change } };
}

/** `entry` without its links, so that it needs no other in its catalog. */
export function alone(entry: WorkloadEntry): WorkloadEntry {
  return { ...entry, links: [], allows: [] };
}
