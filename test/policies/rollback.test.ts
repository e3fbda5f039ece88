import { deploymentGroupRollsBack } from "../../policies/delivery/deployment-group-rolls-back";
import { rollbackFollowsMetrics } from "../../policies/delivery/rollback-follows-metrics";
import { serviceRollsBack } from "../../policies/delivery/service-rolls-back";
import { judges, judgesPlans, LATER, type Made } from "../support/violations";

const GROUP = "aws:codedeploy/deploymentGroup:DeploymentGroup";
const SERVICE = "aws:ecs/service:Service";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
const EVENTS = ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"];

const group = (rollback: unknown = {}, alarms: unknown = {}) => ({
  type: GROUP,
  props: {
    autoRollbackConfiguration:
      rollback instanceof Object ? { enabled: true, events: EVENTS, ...rollback } : rollback,
    alarmConfiguration:
      alarms instanceof Object ? { enabled: true, alarms: ["a"], ...alarms } : alarms,
  },
});
const eleven = Array.from({ length: 11 }, (_, index) => `alarm-${index}`);

judges(deploymentGroupRollsBack, {
  "[§7.1] passes one that rolls back by alarm": group(),
  "passes ten alarms": group({}, { alarms: eleven.slice(1), ignorePollAlarmFailure: false }),
  "passes what is unknown": group(LATER, LATER),
  "passes unknown parts": group({ enabled: LATER, events: [LATER] }, { alarms: [LATER] }),
  "passes an unknown list, enabled or not": group({}, { alarms: LATER, enabled: LATER }),
  "refuses nothing at all": {
    ...{ type: GROUP, props: {} },
    says: [/enabled/, /FAILURE/, /ON_ALARM/, /ON_REQUEST/, /alarmConf.*enabled/, /has 0 alarms/],
  },
  "refuses no rollback": { ...group({ enabled: false }), says: [/^autoRoll.*enabled is not true/] },
  "refuses none on failure": {
    ...group({ events: EVENTS.slice(1) }),
    says: [/has no DEPLOYMENT_FAILURE/],
  },
  "refuses none on an alarm": {
    ...group({ events: [EVENTS[0], EVENTS[2]] }),
    says: [/has no DEPLOYMENT_STOP_ON_ALARM/],
  },
  "refuses none on a request": {
    ...group({ events: EVENTS.slice(0, 2) }),
    says: [/has no DEPLOYMENT_STOP_ON_REQUEST/],
  },
  "refuses alarms that are off": {
    ...group({}, { enabled: false }),
    says: [/^alarmConf.*enabled/],
  },
  "refuses no alarm": { ...group({}, { alarms: [] }), says: [/has 0 alarms: give 1 to 10/] },
  "refuses eleven alarms": { ...group({}, { alarms: eleven }), says: [/has 11 alarms/] },
  "refuses alarms that cannot be read": {
    ...group({}, { ignorePollAlarmFailure: true }),
    says: [/ignorePollAlarmFailure is true/],
  },
});

const service = (changes: object = {}) => ({
  type: SERVICE,
  props: {
    deploymentController: { type: "ECS" },
    deploymentCircuitBreaker: { enable: true, rollback: true },
    alarms: { enable: true, rollback: true, alarmNames: ["a"] },
    ...changes,
  },
});

judges(serviceRollsBack, {
  "[§7.3] passes a breaker and alarms": service(),
  "passes CodeDeploy's": {
    ...{ type: SERVICE, props: { deploymentController: { type: "CODE_DEPLOY" } } },
  },
  "passes an unknown controller": {
    ...{ type: SERVICE, props: { deploymentController: { type: LATER } } },
  },
  "passes what is unknown": service({ deploymentCircuitBreaker: LATER, alarms: LATER }),
  "passes unknown names": service({
    alarms: { enable: true, rollback: LATER, alarmNames: [LATER] },
  }),
  "refuses nothing at all": {
    ...{ type: SERVICE, props: {} },
    says: [
      /Breaker.enable/,
      /Breaker.rollback/,
      /^alarms.enable/,
      /^alarms.rollback/,
      /names none/,
    ],
  },
  "refuses another controller": {
    ...service({ deploymentController: { type: "EXTERNAL" } }),
    says: [/is EXTERNAL/],
  },
  "refuses a breaker that only stops": {
    ...service({ deploymentCircuitBreaker: { enable: true, rollback: false } }),
    says: [/deploymentCircuitBreaker.rollback is not true/],
  },
  "refuses alarms that only stop": {
    ...service({ alarms: { enable: true, rollback: false, alarmNames: ["a"] } }),
    says: [/alarms.rollback is not true/],
  },
  "refuses no names": {
    ...service({ alarms: { enable: true, rollback: true, alarmNames: [] } }),
    says: [/alarms.alarmNames names none/],
  },
});

const alarm = (metric: object = {}): Made => ({
  type: ALARM,
  props: { name: "a", namespace: "AWS/ApplicationELB", metricName: "RequestCount", ...metric },
});
const math = (metricName: string) =>
  alarm({ metricName: undefined, metricQueries: [{ metric: { metricName } }, { id: "x" }] });
const lists = (names: unknown, from?: Made["from"]): Made => ({
  ...{ type: GROUP, props: { alarmConfiguration: { alarms: names } } },
  ...(from && { from }),
});
const ecs: Made = { type: SERVICE, props: { alarms: { alarmNames: ["a"] } } };
const composite = { type: COMPOSITE, props: { alarmName: "a" } };
const canary = alarm({ namespace: "CloudWatchSynthetics", metricName: "SuccessPercent" });
const from = { alarmConfiguration: ["alarm"] };

judgesPlans(rollbackFollowsMetrics, {
  "[§7.1] passes a metric alarm": { plan: { alarm: alarm(), group: lists(["a"]), ecs } },
  "passes a group without alarms, which is another rule's": { plan: { group: lists([]) } },
  "passes an unknown name of a metric alarm": {
    plan: { alarm: alarm({ name: LATER }), group: lists([LATER], from) },
  },
  "passes what the provider makes up": {
    plan: { group: { type: SERVICE, props: { alarms: LATER } } },
  },
  "passes the targets' own 5xx": {
    plan: { alarm: math("HTTPCode_Target_5XX_Count"), group: lists(["a"]) },
  },
  "refuses a name that no alarm has": {
    ...{ plan: { alarm: alarm(), group: lists(["a", "b"]) } },
    says: [/^group: alarmConfiguration lists b, which is no alarm/],
  },
  "refuses an unknown name of something else": {
    plan: { alarm: { type: "aws:sqs/queue:Queue" }, group: lists([LATER], from) },
    says: [/^group: .*lists something, which is no alarm/],
  },
  "refuses a composite alarm": {
    plan: { alarm: composite, group: lists(["a"]), ecs },
    says: [/^group: .*alarm, which is a composite/, /^ecs: alarms lists alarm, which is a comp/],
  },
  "refuses it by an unknown name": {
    plan: { alarm: { type: COMPOSITE }, group: lists([LATER], from) },
    says: [/^group: .*composite/],
  },
  "refuses the load balancer's own 5xx": {
    plan: { alarm: alarm({ metricName: "HTTPCode_ELB_5XX_Count" }), group: lists(["a"]) },
    says: [/^group: .*reads HTTPCode_ELB_5XX_Count/],
  },
  "refuses it in metric math, once for many names": {
    plan: { alarm: math("HTTPCode_ELB_504_Count"), group: lists([LATER, LATER], from) },
    says: [/^group: .*reads HTTPCode_ELB_504_Count/],
  },
  "refuses a canary's": {
    plan: { alarm: canary, ecs },
    says: [/^ecs: .*alarm, which is a canary's/],
  },
});
