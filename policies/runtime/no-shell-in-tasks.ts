import { demandRule, demandTable, mustNotBe } from "../support/demands";
import { ciCl002 } from "../support/frameworks";

export const noShellInTasks = demandRule({
  name: "no-shell-in-tasks",
  description: "ECS Exec is off, whatever starts the task.",
  why:
    "ECS Exec is a shell in a running container, with its data and its role's rights, past every review " +
    "and approval.",
  remediationSteps: "Leave `enableExecuteCommand` out; look at logs, metrics and traces instead.",
  severity: "high",
  framework: ciCl002("§4"),
  demands: demandTable({
    "aws:cloudwatch/eventTarget:EventTarget": [
      mustNotBe(({ ecsTarget }) => ecsTarget?.enableExecuteCommand, true),
    ],
    "aws:ecs/service:Service": [
      mustNotBe(({ enableExecuteCommand }) => enableExecuteCommand, true),
    ],
    "aws:pipes/pipe:Pipe": [
      mustNotBe(
        ({ targetParameters }) => targetParameters?.ecsTaskParameters?.enableExecuteCommand,
        true,
      ),
    ],
    "aws:scheduler/schedule:Schedule": [
      mustNotBe(({ target }) => target?.ecsParameters?.enableExecuteCommand, true),
    ],
  }),
});
