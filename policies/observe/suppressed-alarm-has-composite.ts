import { type Planned, planRule } from "../support/rule";
import { UNKNOWN } from "../support/unknowns";
import { alarmName, COMPOSITE_ALARM, METRIC_ALARM } from "./alarms";

/** Names, or ARNs, of alarms whose going off a composite alarm's rule asks for. */
const ASKED = /\bALARM\(\s*"?([^")]+?)"?\s*\)/g;

/**
 * An alarm that notifies nobody is part of a composite alarm that does.
 *
 * Why: one window of an error budget says little; both together are worth waking somebody. An
 * alarm whose actions are off, and that nothing else reads, is one that somebody silenced.
 *
 * Fix: leave `notifies` out, or name the alarm in a `compositeAlarm`.
 */
export const suppressedAlarmHasComposite = planRule({
  name: "suppressed-alarm-has-composite",
  description: "An alarm whose actions are off is named by a composite alarm whose are not.",
  *check(plan) {
    const alarms = plan.filter(({ type }) => type === METRIC_ALARM || type === COMPOSITE_ALARM);
    const heard = new Set<unknown>();
    for (const composite of alarms) {
      if (composite.type !== COMPOSITE_ALARM || isSilent(composite)) continue;
      for (const each of named(composite)) heard.add(each);
    }
    for (const alarm of alarms) {
      if (!isSilent(alarm)) continue;
      const asked = [alarm.urn, alarmName(alarm), alarm.props.arn];
      if (asked.some((each) => each !== UNKNOWN && heard.has(each))) continue;
      const message = "actionsEnabled is false, and no composite alarm that notifies names it";
      yield { urn: alarm.urn, message: `${message}: let it notify` };
    }
  },
});

function isSilent({ props }: Planned): boolean {
  return props.actionsEnabled === false;
}

/** Names, ARNs or URNs of what a composite alarm reads. */
function named(composite: Planned): readonly string[] {
  const { alarmRule } = composite.props;
  if (alarmRule === UNKNOWN) return composite.madeFrom("alarmRule");
  return [...String(alarmRule).matchAll(ASKED)].map(([, each = ""]) => each);
}
