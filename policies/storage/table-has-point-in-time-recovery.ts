import { controlUrl, fsbp } from "../support/frameworks";
import { resourceRule } from "../support/rule";
import { equalsOrUnknown } from "../support/unknowns";

export const tableHasPointInTimeRecovery = resourceRule({
  name: "table-has-point-in-time-recovery",
  description: "DynamoDB tables have point-in-time recovery.",
  why: "A bad release writes bad items, and no other backup is fine enough to undo it.",
  remediationSteps: "Set `pointInTimeRecovery: { enabled: true }`.",
  severity: "high",
  framework: fsbp("DynamoDB.2", "DynamoDB tables should have point-in-time recovery enabled"),
  url: controlUrl("DynamoDB.2"),
  types: ["aws:dynamodb/table:Table"],
  *check({ props }) {
    if (equalsOrUnknown(props.pointInTimeRecovery?.enabled, true)) return;
    yield "pointInTimeRecovery.enabled is not true";
  },
});
