import { AGENT_PORT } from "../../../infra/catalog/flags";
import type { Context } from "../../../infra/context";
import { workloadNames } from "../../../infra/naming/workload-names";

/**
 * Where a workload's flags are, by names alone, so that what reads them needs not wait for AppConfig's
 * ids.
 */
export function flagAddress(context: Context) {
  const { application, environment, profile } = workloadNames(context).flags;
  const path = `applications/${application}/environments/${environment}/configurations/${profile}`;
  return {
    /** What the agent reads before it is asked. */
    prefetch: `${application}:${environment}:${profile}`,
    /** What the workload itself is told: where to ask, with the header `Context: entityId=...`. */
    variables: { NC_FLAGS_URL: `http://localhost:${AGENT_PORT}/${path}` },
  } as const;
}
