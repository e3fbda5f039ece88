import { ciCl002 } from "../support/frameworks";
import { ofType, type PlannedOf, planRule } from "../support/plan";
import { isUnknown } from "../support/unknowns";
import { alarmName, COMPOSITE_ALARM, METRIC_ALARM } from "./alarms";

/** Names, or ARNs, of alarms that a composite alarm's rule wants in the state ALARM. */
const IN_ALARM = /\bALARM\(\s*"?([^")]+?)"?\s*\)/g;

export const suppressedAlarmHasComposite = planRule({
  name: "suppressed-alarm-has-composite",
  description: "An alarm whose actions are off is named by a composite alarm whose actions are on.",
  why:
    "One window of an error budget says little; both together are worth waking somebody. An alarm whose " +
    "actions are off, and that nothing else reads, is one that somebody silenced.",
  remediationSteps: "Leave `notifies` out, or name the alarm in a `compositeAlarm`.",
  severity: "high",
  framework: ciCl002("§13"),
  *check(plan) {
    const alarms = ofType(plan, METRIC_ALARM, COMPOSITE_ALARM);
    const suppressed = alarms.filter(({ props }) => props.actionsEnabled === false);
    const read = new Set<unknown>();
    for (const composite of ofType(plan, COMPOSITE_ALARM)) {
      if (composite.props.actionsEnabled === false) continue;
      for (const alarm of alarmsIn(composite)) read.add(alarm);
    }
    for (const alarm of suppressed) {
      const names = [alarm.urn, alarmName(alarm), alarm.props.arn];
      if (names.some((each) => !isUnknown(each) && read.has(each))) continue;
      const message = "actionsEnabled is false, and no composite alarm that notifies names it";
      yield { urn: alarm.urn, message };
    }
  },
});

/** Names, ARNs or URNs of the alarms that a composite alarm reads. */
function alarmsIn(composite: PlannedOf<typeof COMPOSITE_ALARM>): readonly string[] {
  const { alarmRule } = composite.props;
  if (isUnknown(alarmRule)) return composite.madeFrom("alarmRule");
  return [...String(alarmRule).matchAll(IN_ALARM)].map(([, each = ""]) => each);
}
