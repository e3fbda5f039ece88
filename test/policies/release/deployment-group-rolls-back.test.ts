import { deploymentGroupRollsBack } from "../../../policies/release/deployment-group-rolls-back";
import { judges, LATER } from "../../support/violations";

const GROUP = "aws:codedeploy/deploymentGroup:DeploymentGroup";
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
    type: GROUP,
    props: {},
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
