import type { WorkloadEntry } from "../../../infra/catalog/workload";
import { workload as function_ } from "../../fixtures/catalog/api-adapter";
import { workload as job } from "../../fixtures/catalog/audit-digest";
import { workload as worker } from "../../fixtures/catalog/audit-queue";
import { workload as terraform } from "../../fixtures/catalog/core";
import { workload as service } from "../../fixtures/catalog/ingest-worker";

const NONE = { links: [], allows: [] };
const CORE_CHECKS = { happyPath: { path: "/core/example" } };

/** The tests' catalog, as it is released. */
export const BEFORE: readonly WorkloadEntry[] = [function_, job, worker, terraform, service];

/** The same workloads, each of which relies on something else. */
export const AFTER: readonly WorkloadEntry[] = [
  changed(function_, { http: { path: "/v2/{proxy+}" }, secrets: {}, timeout: "5 seconds" }),
  job,
  changed(worker, {
    queue: { visibility: "2 minutes", longestJob: "20 seconds" },
    secrets: { "lake-url": {} },
    links: [{ to: "audit-digest", verb: "start" }],
  }),
  changed(terraform, { manages: ["s3"], allows: [] }),
  changed(service, {
    port: 9090,
    route: { path: "/documents/*" },
    checks: { happyPath: { path: "/documents/example" } },
    healthCheckGracePeriod: "20 seconds",
    config: { "log-format": "json" },
    secrets: {},
    migrations: undefined,
    flags: undefined,
  }),
];

/** The same names, each of something else. */
export const KINDS_TURNED: readonly WorkloadEntry[] = [
  named(worker, "api-adapter"),
  changed(job, { runs: { as: "function" }, slo: { finishesWithin: "5 minutes" }, ...NONE }),
  named(job, "audit-queue"),
  changed(named(service, "core"), { route: { path: "/core/*" }, checks: CORE_CHECKS }),
  changed(service, { rollout: "ecs-native", ...NONE }),
];

/** `entries`, none of which reaches another. */
export function withoutLinks(entries: readonly WorkloadEntry[]): readonly WorkloadEntry[] {
  return entries.map((entry) => changed(entry, NONE));
}

function named(entry: WorkloadEntry, name: string): WorkloadEntry {
  return changed(entry, { name, ...NONE });
}

/** `entry` with other values of some fields; one that is undefined is left out. */
function changed(entry: WorkloadEntry, changes: object): WorkloadEntry {
  return JSON.parse(JSON.stringify({ ...entry, ...changes })) as WorkloadEntry;
}
