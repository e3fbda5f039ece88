import { Worker, type WorkerArgs } from "../../../../components/workload/worker/worker";
import { parseWorkload } from "../../../../infra/catalog/parse";
import type { WorkloadOf } from "../../../../infra/catalog/workload";
import { identityOf } from "../../../../infra/catalog/workload";
import { contextOf } from "../../../../infra/context";
import type { Environment } from "../../../../infra/environments";
import { workload as entry } from "../../../fixtures/catalog/audit-queue";
import { settingsOf } from "../../../support/contexts";
import { configOf, testResources } from "../../../support/environment-resources";

/** The worker of the catalog, with `changes` to its entry. */
export function auditQueue(changes: object = {}): WorkloadOf<"worker"> {
  return parseWorkload({ ...entry, ...changes }, "audit-queue") as WorkloadOf<"worker">;
}

/** Its context, and what it stands on as texts, in an environment. */
export function placeOf(environment: Environment, settings: object = {}) {
  const context = contextOf(settingsOf(environment, settings), identityOf(auditQueue()));
  return { context, ...testResources(context, { "audit-queue": "registry/image" }) };
}

/** Makes the worker in an environment; to be called under mocks. */
export function argsIn(environment: Environment, changes: object = {}): WorkerArgs {
  const { context, environmentResources } = placeOf(environment);
  const workload = auditQueue(changes);
  return {
    context,
    workload,
    environmentResources: environmentResources(),
    config: configOf(context, workload),
  };
}

export function makeIn(environment: Environment, changes: object = {}): () => Worker {
  return () => new Worker("audit-queue", argsIn(environment, changes));
}
