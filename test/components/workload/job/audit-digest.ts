import * as pulumi from "@pulumi/pulumi";
import { Job, type JobArgs } from "../../../../components/workload/job/job";
import { identityOf } from "../../../../infra/catalog/identity";
import { parseWorkload } from "../../../../infra/catalog/parse";
import type { WorkloadEntry, WorkloadOf } from "../../../../infra/catalog/workload";
import type { Environment } from "../../../../infra/environments";
import { type Scope, scopeOf } from "../../../../infra/scope";
import { workload as entry } from "../../../../stacks/catalog/audit-digest";
import { configOf, groundOf } from "../../../support/ground";
import { watchOptions } from "../../../support/options";
import { record } from "../../../support/record";
import { settingsOf } from "../../../support/scopes";

const { schedule: daily } = entry as Extract<WorkloadEntry, { kind: "job" }>;

/** What makes the catalog's job a function, and what that takes. */
export const AS_FUNCTION = {
  runs: { as: "function" },
  slo: { finishesWithin: "10 minutes" },
  config: { "log-level": "info" },
} as const;

/** The catalog's job with `changes`, of which `schedule` is merged. */
export function auditDigest(changes: { schedule?: object } & object = {}): WorkloadOf<"job"> {
  const { schedule, ...others } = changes;
  const changed = { ...entry, schedule: { ...daily, ...schedule }, ...others };
  return parseWorkload(changed, "a test") as WorkloadOf<"job">;
}

/** The scope of the catalog's job in an environment. */
export function scopeOfDigest(environment: Environment): Scope {
  return scopeOf(settingsOf(environment), identityOf(auditDigest()));
}

/** Makes a job in stg: what it makes, what it hands on, and the options of its resources by type. */
export async function makeJob(workload = auditDigest(), more: Partial<JobArgs> = {}) {
  const scope = scopeOfDigest("stg");
  const { texts, ground } = groundOf(scope, { [workload.name]: "registry/image" });
  const { of: options, opts } = watchOptions();
  let job: Pick<Job, "delivery" | "observed"> | undefined;
  let delivery: unknown;
  const all = await record(() => {
    const config = configOf(scope, workload);
    job = new Job("digest", { scope, workload, ground: ground(), config, ...more }, opts);
    pulumi.output(job.delivery).apply((value) => {
      delivery = value;
    });
  });
  return { all, texts, scope, options, delivery, observed: job?.observed };
}
