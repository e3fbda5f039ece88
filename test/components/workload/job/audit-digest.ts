import { Job, type JobArgs } from "../../../../components/workload/job/job";
import { parseWorkload } from "../../../../infra/catalog/parse";
import {
  identityOf,
  type WorkloadEntry,
  type WorkloadOf,
} from "../../../../infra/catalog/workload";
import { type Context, contextOf } from "../../../../infra/context";
import type { Environment } from "../../../../infra/environments";
import { workload as entry } from "../../../fixtures/catalog/audit-digest";
import { settingsOf } from "../../../support/contexts";
import { configOf, testResources } from "../../../support/environment-resources";
import { recordOptions } from "../../../support/options";
import { record } from "../../../support/record";

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

/** The context of the catalog's job in an environment. */
export function contextOfDigest(environment: Environment): Context {
  return contextOf(settingsOf(environment), identityOf(auditDigest()));
}

/** Makes a job in stg: what it makes, what it hands on, and the options of its resources by type. */
export async function makeJob(workload = auditDigest(), more: Partial<JobArgs> = {}) {
  const context = contextOfDigest("stg");
  const { texts, environmentResources } = testResources(context, {
    [workload.name]: "registry/image",
  });
  const { optionsOf: options, opts } = recordOptions();
  let job: Pick<Job, "releaseContract" | "health"> | undefined;
  let contract: unknown;
  const all = await record(() => {
    const config = configOf(context, workload);
    job = new Job(
      "digest",
      { context, workload, environmentResources: environmentResources(), config, ...more },
      opts,
    );
    job.releaseContract.apply((value) => {
      contract = value;
    });
  });
  return { all, texts, context, options, contract, health: job?.health };
}
