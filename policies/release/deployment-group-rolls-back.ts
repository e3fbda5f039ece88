import { ciCl002 } from "../support/frameworks";
import { resourceRule } from "../support/rule";
import { equalsOrUnknown, given, isUnknown } from "../support/unknowns";

/** What brings the old version back. */
const EVENTS = ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"];

/** Most alarms of one deployment group (CodeDeploy API, AlarmConfiguration). */
const ALARMS_MAX = 10;

export const deploymentGroupRollsBack = resourceRule({
  name: "deployment-group-rolls-back",
  description: "CodeDeploy groups roll back on failure, alarm and request, and have alarms.",
  why:
    "Without rollback, an alarm stops a shift where it is, with half of the traffic on a bad version, " +
    "and a stop by hand leaves two versions behind an alias, after which no deployment works. An alarm " +
    "that cannot be read is no good sign.",
  remediationSteps: "Create it with `Service` or `LambdaFunction`.",
  severity: "high",
  framework: ciCl002("§7"),
  types: ["aws:codedeploy/deploymentGroup:DeploymentGroup"],
  *check({ props: { autoRollbackConfiguration: rollback, alarmConfiguration: alarms } }) {
    if (!equalsOrUnknown(rollback?.enabled, true)) {
      yield "autoRollbackConfiguration.enabled is not true: set it";
    }
    const events = given(rollback?.events);
    for (const event of events.some(isUnknown) ? [] : EVENTS) {
      if (!events.includes(event)) yield `autoRollbackConfiguration.events has no ${event}: add it`;
    }
    if (!equalsOrUnknown(alarms?.enabled, true))
      yield "alarmConfiguration.enabled is not true: set it";
    // False is the provider's default.
    const ignores = alarms?.ignorePollAlarmFailure ?? false;
    if (!equalsOrUnknown(ignores, false)) {
      yield `alarmConfiguration.ignorePollAlarmFailure is ${String(ignores)}: set it to false`;
    }
    const count = given(alarms?.alarms).length;
    if (count >= 1 && count <= ALARMS_MAX) return;
    yield `alarmConfiguration.alarms has ${count} alarms: give 1 to ${ALARMS_MAX}`;
  },
});
