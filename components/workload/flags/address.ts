import { AGENT_PORT } from "../../../infra/flags/port";
import { workloadNames } from "../../../infra/naming/workload-names";
import type { Scope } from "../../../infra/scope";

/**
 * Where a workload's flags are, by names alone, so that what reads them needs not wait for AppConfig's
 * ids.
 */
export function flagAddress(scope: Scope) {
  const { application, environment, profile } = workloadNames(scope).flags;
  const path = `applications/${application}/environments/${environment}/configurations/${profile}`;
  return {
    /** What the agent reads before it is asked. */
    prefetch: `${application}:${environment}:${profile}`,
    /** What the workload itself is told: where to ask, with the header `Context: entityId=...`. */
    variables: { NC_FLAGS_URL: `http://localhost:${AGENT_PORT}/${path}` },
  } as const;
}
