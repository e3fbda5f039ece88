import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Scope } from "../../../infra/scope";
import { workloadArns } from "../arns";
import { allow, type Statement } from "../statement";
import { runTaskPermissions, taskDefinitionPermissions } from "./container";
import { lambdaCodePermissions } from "./lambda-code";

/** Delivers a scheduled job: new code, and the schedule that starts it (CI/CL-002 §7.3). */
export function jobPermissions(scope: Scope, workload: WorkloadOf<"job">): Statement[] {
  const { schedule, scheduleRole } = workloadArns(scope);
  const code =
    workload.runs.as === "task"
      ? [...taskDefinitionPermissions(scope), ...runTaskPermissions(scope)]
      : lambdaCodePermissions(scope);
  return [
    ...code,
    allow("Schedule", "scheduler", ["GetSchedule", "UpdateSchedule"], schedule),
    allow("PassScheduleRole", "iam", ["PassRole"], scheduleRole, {
      StringEquals: { "iam:PassedToService": "scheduler.amazonaws.com" },
    }),
  ];
}
