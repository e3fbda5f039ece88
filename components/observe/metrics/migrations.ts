import type { Environment } from "../../../infra/environments";
import {
  MIGRATION_DEADLINE_MINUTES,
  MIGRATION_LOOK_MINUTES,
  migrationAge,
} from "../../../infra/migration-metrics";
import type { AlarmCondition } from "../condition";

/**
 * Migrations have passed their deadline: a deployment waits for them. Their age is published with each look at them; that nobody
 * looks, the alarm of the function on missing calls says.
 */
export function migrationsOverdue(environment: Environment): AlarmCondition {
  return {
    description: `The migrations of a deployment have not ended within ${MIGRATION_DEADLINE_MINUTES} minutes: their task is stopped.`,
    measure: { ...migrationAge(environment), statistic: "Maximum" },
    period: MIGRATION_LOOK_MINUTES * 60,
    comparison: ">=",
    threshold: MIGRATION_DEADLINE_MINUTES,
    periods: 1,
    missingData: "notBreaching",
  };
}
