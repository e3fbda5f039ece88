import { Worker, type WorkerArgs } from "../../../../components/workload/worker/worker";
import { identityOf } from "../../../../infra/catalog/identity";
import { parseWorkload } from "../../../../infra/catalog/parse";
import type { WorkloadOf } from "../../../../infra/catalog/workload";
import type { Environment } from "../../../../infra/environments";
import { scopeOf } from "../../../../infra/scope";
import { workload as entry } from "../../../../stacks/catalog/audit-queue";
import { configOf, groundOf } from "../../../support/ground";
import { settingsOf } from "../../../support/scopes";

/** The worker of the catalog, with `changes` to its entry. */
export function auditQueue(changes: object = {}): WorkloadOf<"worker"> {
  return parseWorkload({ ...entry, ...changes }, "audit-queue") as WorkloadOf<"worker">;
}

/** Its scope, and what it stands on as texts, in an environment. */
export function placeOf(environment: Environment, settings: object = {}) {
  const scope = scopeOf(settingsOf(environment, settings), identityOf(auditQueue()));
  return { scope, ...groundOf(scope, { "audit-queue": "registry/image" }) };
}

/** What it is made of in an environment; to be called under mocks. */
export function argsIn(environment: Environment, changes: object = {}): WorkerArgs {
  const { scope, ground } = placeOf(environment);
  const workload = auditQueue(changes);
  return { scope, workload, ground: ground(), config: configOf(scope, workload) };
}

export function makeIn(environment: Environment, changes: object = {}): () => Worker {
  return () => new Worker("audit-queue", argsIn(environment, changes));
}
