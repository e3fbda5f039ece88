import { noShellInTasks } from "../../../policies/runtime/no-shell-in-tasks";
import { judges, LATER } from "../../support/violations";

const SERVICE = "aws:ecs/service:Service";
const exec = { enableExecuteCommand: true };

judges(noShellInTasks, {
  "passes a service that says nothing": { type: SERVICE, props: {} },
  "passes false": { type: SERVICE, props: { enableExecuteCommand: false } },
  "passes what is unknown": { type: SERVICE, props: { enableExecuteCommand: LATER } },
  "refuses a service's": { type: SERVICE, props: exec, says: [/^enableExecuteCommand is true/] },
  "refuses a schedule's": {
    type: "aws:scheduler/schedule:Schedule",
    props: { target: { ecsParameters: exec } },
    says: [/^target\.ecsParameters\.enableExecuteCommand is true/],
  },
  "refuses a rule's": {
    type: "aws:cloudwatch/eventTarget:EventTarget",
    props: { ecsTarget: exec },
    says: [/^ecsTarget\.enableExecuteCommand is true/],
  },
  "refuses a pipe's": {
    type: "aws:pipes/pipe:Pipe",
    props: { targetParameters: { ecsTaskParameters: exec } },
    says: [/^targetParameters\.ecsTaskParameters/],
  },
});
