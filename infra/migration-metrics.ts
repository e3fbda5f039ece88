import type { Environment } from "./environments";

/**
 * Longest that the migrations of a deployment may take, in minutes. CodeDeploy waits an hour for its hook (CodeDeploy user guide,
 * "AppSpec 'hooks' section"): what is looked at every five minutes is ended, reported and alarmed on before.
 */
export const MIGRATION_DEADLINE_MINUTES = 40;

/** Minutes between two looks at the migrations that go on. */
export const MIGRATION_LOOK_MINUTES = 5;

/** The metric of how long the oldest migrations of an environment have gone on, in minutes; 0 where there are none. */
export function migrationAge(environment: Environment) {
  return {
    namespace: "NC/Migrations",
    metricName: "OldestMinutes",
    dimensions: { Environment: environment },
  } as const;
}
