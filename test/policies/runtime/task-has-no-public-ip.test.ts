import { taskHasNoPublicIp } from "../../../policies/runtime/task-has-no-public-ip";
import { judges, LATER } from "../../support/violations";

const SERVICE = "aws:ecs/service:Service";
const SCHEDULE = "aws:scheduler/schedule:Schedule";
const EVENT = "aws:cloudwatch/eventTarget:EventTarget";
const address = (assignPublicIp?: unknown) => ({ networkConfiguration: { assignPublicIp } });

judges(taskHasNoPublicIp, {
  "[§3] passes false": { type: SERVICE, props: address(false) },
  "passes the default": { type: SERVICE, props: address() },
  "passes what is unknown": { type: SERVICE, props: address(LATER) },
  "passes a schedule of no task": { type: SCHEDULE, props: { target: { arn: "x" } } },
  "refuses a service's": { type: SERVICE, props: address(true), says: [/assignPublicIp is true/] },
  "refuses a schedule's": {
    type: SCHEDULE,
    props: { target: { ecsParameters: address(true) } },
    says: [/^target\.ecsParameters\.networkConfiguration\.assignPublicIp is true/],
  },
  "refuses a rule's": {
    type: EVENT,
    props: { ecsTarget: address(true) },
    says: [/^ecsTarget/],
  },
  "refuses a pipe's": {
    type: "aws:pipes/pipe:Pipe",
    props: {
      targetParameters: {
        ecsTaskParameters: {
          networkConfiguration: { awsVpcConfiguration: { assignPublicIp: "ENABLED" } },
        },
      },
    },
    says: [/is ENABLED/],
  },
  "passes a pipe's that is switched off": {
    type: "aws:pipes/pipe:Pipe",
    props: {
      targetParameters: {
        ecsTaskParameters: {
          networkConfiguration: { awsVpcConfiguration: { assignPublicIp: "DISABLED" } },
        },
      },
    },
  },
});
