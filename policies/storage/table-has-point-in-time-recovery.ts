import { resourceRule } from "../support/rule";
import { at, equalsOrUnknown } from "../support/unknowns";

/**
 * A DynamoDB table can be restored to any second of the last 35 days.
 *
 * Why: a bad release writes bad items, and no other backup is that fine.
 *
 * Fix: set `pointInTimeRecovery: { enabled: true }`.
 */
export const tableHasPointInTimeRecovery = resourceRule({
  name: "table-has-point-in-time-recovery",
  description: "DynamoDB tables have point-in-time recovery.",
  applies: (type) => type === "aws:dynamodb/table:Table",
  *check({ props }) {
    if (equalsOrUnknown(at(props, "pointInTimeRecovery.enabled"), true)) return;
    yield "pointInTimeRecovery.enabled is not true: set it";
  },
});
