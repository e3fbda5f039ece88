import { alarmNotifies } from "../../policies/observe/alarm-notifies";
import { suppressedAlarmHasComposite } from "../../policies/observe/suppressed-alarm-has-composite";
import { type Case, judges, judgesPlans, LATER, type Made } from "../support/violations";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
const TOPIC = "arn:aws:sns:ca-central-1:111111111111:nc-platform-dev-alerts";
const TICKET = "arn:aws:ssm:ca-central-1:111111111111:opsitem:3#CATEGORY=Availability";

const actions = (...alarmActions: string[]): Case => ({ type: ALARM, props: { alarmActions } });

judges(alarmNotifies, {
  "[§13] passes the alert topic": actions(TOPIC),
  "passes a ticket beside it": actions(TICKET, TOPIC),
  "passes what is unknown": actions(LATER),
  "passes unknown actions": { type: ALARM, props: { alarmActions: LATER } },
  "passes a composite alarm": { type: COMPOSITE, props: { alarmActions: [TOPIC] } },
  "refuses none": { type: ALARM, props: {}, says: [/^alarmActions is not given: add arn:aws:sns/] },
  "refuses an empty list": { ...actions(), says: [/not given/] },
  "refuses a ticket alone": { ...actions(TICKET), says: [/opsitem/] },
  "refuses another topic": { ...actions(`${TOPIC}-2`), says: [/alerts-2: add/] },
  "refuses another account's": { ...actions(TOPIC.replace("111111111111", "999")), says: [/999/] },
  "refuses another environment's": { ...actions(TOPIC), environment: "stg", says: [/add .*-stg-/] },
  "refuses another region's": {
    ...actions(TOPIC.replace("ca-central-1", "us-east-1")),
    says: [/us/],
  },
  "passes it where the region is ours for DR": {
    ...actions(TOPIC.replace("ca-central-1", "us-east-1")),
    config: { dr: true },
  },
  "refuses a composite alarm of none": { type: COMPOSITE, props: {}, says: [/not given/] },
});

const silent: Made = { type: ALARM, props: { name: "a", actionsEnabled: false, arn: "arn:a" } };
const rule = (alarmRule: string, changes: object = {}): Made => ({
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
