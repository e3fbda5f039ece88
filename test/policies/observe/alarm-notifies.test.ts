import { alarmNotifies } from "../../../policies/observe/alarm-notifies";
import { type Case, judges, LATER } from "../../support/violations";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
const TOPIC = "arn:aws:sns:ca-central-1:111111111111:nc-platform-dev-alerts-page";
const TICKET = "arn:aws:ssm:ca-central-1:111111111111:opsitem:3#CATEGORY=Availability";
const actions = (...alarmActions: string[]): Case => ({ type: ALARM, props: { alarmActions } });

judges(alarmNotifies, {
  "[§13] passes the alert topic": actions(TOPIC),
  "passes a ticket beside it": actions(TICKET, TOPIC),
  "passes what is unknown": actions(LATER),
  "passes unknown actions": { type: ALARM, props: { alarmActions: LATER } },
  "passes a composite alarm": { type: COMPOSITE, props: { alarmActions: [TOPIC] } },
  "[§13] passes Security's topic for Security's alarm": {
    type: ALARM,
    props: {
      alarmActions: [TOPIC.replace("page", "security")],
      alarmDescription: "A. Severity: page. Owner: security. Runbook: https://x/y",
    },
  },
  "refuses the topic of another severity": {
    type: ALARM,
    props: {
      alarmActions: [TOPIC],
      alarmDescription: "A. Severity: ticket. Owner: ingest. Runbook: https://x/y",
    },
    says: [/^alarmActions is \S+-alerts-page: add \S+-alerts-ticket$/],
  },
  "refuses none": { type: ALARM, props: {}, says: [/^alarmActions is not given: add arn:aws:sns/] },
  "refuses an empty list": { ...actions(), says: [/not given/] },
  "refuses a ticket alone": { ...actions(TICKET), says: [/opsitem/] },
  "refuses another topic": { ...actions(`${TOPIC}-2`), says: [/alerts-page-2: add/] },
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
  "names every action, and both topics where DR is on": {
    type: ALARM,
    props: {
      alarmActions: [TICKET, "arn:x"],
      alarmDescription: "A. Severity: page. Owner: ingest. Runbook: https://x/y",
    },
    config: { dr: true },
    says: [/Availability, arn:x: add arn:aws:sns:ca-central-1:\S+ or arn:aws:sns:us-east-1:\S+$/],
  },
});
