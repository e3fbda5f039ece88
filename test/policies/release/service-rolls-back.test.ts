import { serviceRollsBack } from "../../../policies/release/service-rolls-back";
import { judges, LATER } from "../../support/violations";

const SERVICE = "aws:ecs/service:Service";
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
    type: SERVICE,
    props: { deploymentController: { type: "CODE_DEPLOY" } },
  },
  "passes an unknown controller": {
    type: SERVICE,
    props: { deploymentController: { type: LATER } },
  },
  "passes what is unknown": service({ deploymentCircuitBreaker: LATER, alarms: LATER }),
  "passes unknown names": service({
    alarms: { enable: true, rollback: LATER, alarmNames: [LATER] },
  }),
  "refuses nothing at all": {
    type: SERVICE,
    props: {},
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
