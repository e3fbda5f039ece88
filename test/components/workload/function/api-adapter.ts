import { parseWorkload } from "../../../../infra/catalog/parse";
import type { WorkloadOf } from "../../../../infra/catalog/workload";
import { identityOf } from "../../../../infra/catalog/workload";
import { type Context, contextOf } from "../../../../infra/context";
import type { Environment } from "../../../../infra/environments";
import { workload as entry } from "../../../fixtures/catalog/api-adapter";
import { settingsOf } from "../../../support/contexts";

/** The catalog's function, with `changes`: one of `undefined` takes a field away. */
export function apiAdapter(changes: object = {}): WorkloadOf<"function"> {
  const changed = Object.entries({ ...entry, ...changes }).filter(
    ([, value]) => value !== undefined,
  );
  return parseWorkload(Object.fromEntries(changed), "api-adapter") as WorkloadOf<"function">;
}

/** A queue that it may consume. */
export const CONSUMES = { visibility: "2 minutes" };

/** The context of the catalog's function in an environment. */
export function contextOfAdapter(environment: Environment, changes: object = {}): Context {
  return contextOf(settingsOf(environment, changes), identityOf(apiAdapter()));
}
