import { rollbackUsesMetricAlarms } from "../../../policies/release/rollback-uses-metric-alarms";
import { judgesPlans, LATER, type PlannedResource } from "../../support/violations";

const GROUP = "aws:codedeploy/deploymentGroup:DeploymentGroup";
const SERVICE = "aws:ecs/service:Service";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
const alarm = (metric: object = {}): PlannedResource => ({
  type: ALARM,
  props: { name: "a", namespace: "AWS/ApplicationELB", metricName: "RequestCount", ...metric },
});
const math = (metricName: string) =>
  alarm({ metricName: undefined, metricQueries: [{ metric: { metricName } }, { id: "x" }] });
const lists = (names: unknown, from?: PlannedResource["from"]): PlannedResource => ({
  type: GROUP,
  props: { alarmConfiguration: { alarms: names } },
  ...(from && { from }),
});
const ecs: PlannedResource = { type: SERVICE, props: { alarms: { alarmNames: ["a"] } } };
const flags = (alarmArn: string): PlannedResource => ({
  type: "aws:appconfig/environment:Environment",
  props: { monitors: [{ alarmArn }] },
});
const composite = { type: COMPOSITE, props: { alarmName: "a" } };
const canary = alarm({ namespace: "CloudWatchSynthetics", metricName: "SuccessPercent" });
const from = { alarmConfiguration: ["alarm"] };

judgesPlans(rollbackUsesMetricAlarms, {
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
  "[§10] passes a flag's monitor, by ARN": {
    plan: { alarm: alarm({ arn: "arn:a" }), flags: flags("arn:a") },
  },
  "refuses a flag's monitor of many alarms": {
    plan: { alarm: { type: COMPOSITE, props: { arn: "arn:a" } }, flags: flags("arn:a") },
    says: [/^flags: monitors lists alarm, which is a composite/],
  },
  "refuses it by an unknown ARN": {
    plan: {
      alarm: { type: COMPOSITE, props: { arn: LATER } },
      flags: { ...flags(LATER), from: { monitors: ["alarm"] } },
    },
    says: [/^flags: .*composite/],
  },
  "refuses a name that no alarm has": {
    plan: { alarm: alarm(), group: lists(["a", "b"]) },
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
