import { resourceRule } from "../support/rule";
import { at, equalsOrUnknown, UNKNOWN } from "../support/unknowns";

/** What brings the old version back. */
const EVENTS = ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"];

/** Most alarms of one deployment group (CodeDeploy API, AlarmConfiguration). */
const ALARMS_MAX = 10;

/**
 * A deployment group rolls back on failure, on alarm and on request, and has 1 to 10 alarms to
 * watch (CI/CL-002 §7).
 *
 * Why: alarms alone stop a shift where it is, with half of the traffic on a bad version. A stop by
 * hand without rollback leaves two versions behind an alias, and no deployment works after it. An
 * alarm that cannot be read is not quiet.
 *
 * Fix: build it with `Service` or `Function`.
 */
export const deploymentGroupRollsBack = resourceRule({
  name: "deployment-group-rolls-back",
  description: "CodeDeploy groups roll back on failure, alarm and request, and have alarms.",
  applies: (type) => type === "aws:codedeploy/deploymentGroup:DeploymentGroup",
  *check({ props }) {
    const rollback = "autoRollbackConfiguration";
    if (!equalsOrUnknown(at(props, `${rollback}.enabled`), true)) {
      yield `${rollback}.enabled is not true: set it`;
    }
    const events = at(props, `${rollback}.events`);
    for (const event of missing(events)) {
      yield `${rollback}.events has no ${event}: add it`;
    }
    const alarms = "alarmConfiguration";
    if (!equalsOrUnknown(at(props, `${alarms}.enabled`), true))
      yield `${alarms}.enabled is not true: set it`;
    // False is the provider's default.
    const ignores = at(props, `${alarms}.ignorePollAlarmFailure`) ?? false;
    if (!equalsOrUnknown(ignores, false)) {
      yield `${alarms}.ignorePollAlarmFailure is ${String(ignores)}: set it to false`;
    }
    const listed = at(props, `${alarms}.alarms`) ?? [];
    if (listed === UNKNOWN) return;
    const count = Array.isArray(listed) ? listed.length : 0;
    if (count >= 1 && count <= ALARMS_MAX) return;
    yield `${alarms}.alarms has ${count} alarms: give 1 to ${ALARMS_MAX}`;
  },
});

function missing(events: unknown): string[] {
  if (events === UNKNOWN) return [];
  const given: unknown[] = Array.isArray(events) ? events : [];
  return given.includes(UNKNOWN) ? [] : EVENTS.filter((event) => !given.includes(event));
}
