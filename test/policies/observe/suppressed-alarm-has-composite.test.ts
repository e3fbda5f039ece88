import { suppressedAlarmHasComposite } from "../../../policies/observe/suppressed-alarm-has-composite";
import { judgesPlans, LATER, type PlannedResource } from "../../support/violations";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
const silent: PlannedResource = {
  type: ALARM,
  props: { name: "a", actionsEnabled: false, arn: "arn:a" },
};
const rule = (alarmRule: string, changes: object = {}): PlannedResource => ({
  type: COMPOSITE,
  props: { alarmName: "c", alarmRule, ...changes },
});
const UNHEARD = { says: [/^silent: actionsEnabled is false/] };

judgesPlans(suppressedAlarmHasComposite, {
  "[§13] passes an alarm that notifies": { plan: { alarm: { type: ALARM, props: {} } } },
  "passes a window of a pair": { plan: { silent, pair: rule('ALARM("a") AND ALARM("b")') } },
  "passes it by ARN": { plan: { silent, pair: rule("ALARM(arn:a)") } },
  "passes it in an unknown rule": {
    plan: { silent, pair: { ...rule(LATER), from: { alarmRule: ["silent"] } } },
  },
  "passes an unknown switch": {
    plan: { silent: { type: ALARM, props: { actionsEnabled: LATER } } },
  },
  "refuses one by itself": { plan: { silent }, ...UNHEARD },
  "refuses one that a rule names like it": {
    plan: { silent, pair: rule('ALARM("ab")') },
    ...UNHEARD,
  },
  "refuses one whose silence a rule asks for": {
    plan: { silent, pair: rule('OK("a")') },
    ...UNHEARD,
  },
  "refuses one in a composite that is silent too": {
    plan: { silent, pair: rule('ALARM("a")', { actionsEnabled: false }) },
    says: [...UNHEARD.says, /^pair: actionsEnabled is false/],
  },
  "passes a silent composite in one that is heard": {
    plan: { pair: rule('ALARM("a")', { actionsEnabled: false }), bake: rule('ALARM("c")') },
  },
  "refuses one in an unknown rule of others": {
    plan: { silent, pair: rule(LATER) },
    ...UNHEARD,
  },
});
