import type { WorkloadEntry } from "../../../infra/catalog/workload";
import { workload as function_ } from "../../fixtures/catalog/api-adapter";
import { workload as job } from "../../fixtures/catalog/audit-digest";
import { workload as worker } from "../../fixtures/catalog/audit-queue";
import { workload as terraform } from "../../fixtures/catalog/core";
import { workload as service } from "../../fixtures/catalog/ingest-worker";

/** The tests' catalog, as it is released. */
export const BEFORE: readonly WorkloadEntry[] = [function_, job, worker, terraform, service];

/** The same workloads, each of which relies on something else. */
export const AFTER: readonly WorkloadEntry[] = [
  changed(function_, { http: { path: "/v2/{proxy+}" }, secrets: {}, timeout: "5 seconds" }),
  job,
  changed(worker, {
    queue: { visibility: "2 minutes", longestJob: "20 seconds" },
    secrets: { "lake-url": {} },
  }),
  changed(terraform, { manages: ["s3"] }),
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

/** `entry` with other values of some fields; one that is undefined is left out. */
function changed(entry: WorkloadEntry, changes: object): WorkloadEntry {
  return JSON.parse(JSON.stringify({ ...entry, ...changes })) as WorkloadEntry;
}
