import { publishEnvironmentOf } from "../../github/environments";
import { functionTotals } from "../../platform-functions";
import type { Settings } from "../../settings/parse";
import { hasFlags } from "../flags";
import { factsOf, type Workload } from "../workload";

/** What of one account grows with its catalog, and is limited by a quota. */
export const COUNTED = [
  "roles",
  "alarms",
  "listenerRules",
  "targetGroups",
  "deploymentConfigs",
  "canaries",
  "appConfigApplications",
] as const;

export type Counted = (typeof COUNTED)[number];

/** Alarms on changes of what guards deliveries, and on uses of break-glass that nobody was told of (`components/audit/`). */
const ALARMS_OF_THE_TRAIL = 10;

/** Alarms on the targets of the delivery KPIs, which prod has (`components/observe/kpi/`). */
const ALARMS_OF_THE_KPIS = 4;

/**
 * How many of `counted` the platform itself has: roles of flow logs, the trail, deliveries, previews, the look for drift,
 * its functions, break-glass and the two rules that tell of it, and the alarms of the trail, the functions and prod's
 * KPIs; and with the DR region a role that replicates artifacts, and an alarm on it.
 */
export function platformUses(
  counted: Counted,
  settings: Pick<Settings, "deploymentRule" | "dr" | "environment">,
): number {
  const { dr, environment } = settings;
  const replication = dr ? 1 : 0;
  const functions = functionTotals(settings);
  if (counted === "roles") return 8 + functions.functions + replication;
  const kpis = environment === "prod" ? ALARMS_OF_THE_KPIS : 0;
  const alarms = ALARMS_OF_THE_TRAIL + functions.alarms + kpis + replication;
  return counted === "alarms" ? alarms : 0;
}

/** How many of each the environment of `settings` has for `workload`. */
export function usesOf(
  workload: Workload,
  { environment }: Pick<Settings, "environment">,
): Readonly<Record<Counted, number>> {
  const { quotaUse, destroyedByDelivery } = factsOf(workload);
  const { roles, alarms, targetGroups = 0, deploymentConfigs = 0 } = quotaUse;
  const retired = workload.retired !== undefined;
  // Dev has no synthetic tests, and there no request is no breach.
  const canaries = quotaUse.canary && environment !== "dev" ? 1 : 0;
  const silence = quotaUse.expectsTraffic && environment !== "dev" && !retired ? 1 : 0;
  const deployRole = retired && !destroyedByDelivery ? 0 : 1;
  // Where releases are promoted from, a role of its own publishes them.
  const publishRole = deployRole > 0 && publishEnvironmentOf({ environment }) ? 1 : 0;
  // A flag's deployments watch alarms, with a role.
  const flags = hasFlags(workload) ? 1 : 0;
  return {
    roles: roles + deployRole + publishRole + canaries + flags,
    alarms: alarms + canaries + silence,
    // Each target group is behind a rule of a listener of its own.
    listenerRules: targetGroups,
    targetGroups,
    deploymentConfigs,
    canaries,
    appConfigApplications: flags,
  };
}
