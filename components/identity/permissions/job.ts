import type { WorkloadOf } from "../../../infra/catalog/workload";
import { platformKeyAlias } from "../../../infra/naming/platform-names";
import type { Scope } from "../../../infra/scope";
import { onlyKeys, platformArns, workloadArns } from "../arns";
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
    ...scheduleKey(scope),
  ];
}

/**
 * The schedule is sealed with the environment's key, and named in the seal. Source: EventBridge
 * Scheduler guide, "Using identity-based policies", UpdateSchedule; a description names no seal.
 */
function scheduleKey(scope: Scope): Statement[] {
  const { keys } = platformArns(scope);
  const alias = platformKeyAlias(scope.environment, "messaging");
  const { StringEquals, ...key } = onlyKeys(scope, [alias], ["scheduler"]);
  const sealed = {
    "kms:EncryptionContext:aws:scheduler:schedule:arn": workloadArns(scope).schedule,
  };
  return [
    allow("ScheduleKey", "kms", ["Decrypt", "GenerateDataKey"], keys, {
      ...key,
      StringEquals: { ...StringEquals, ...sealed },
    }),
    allow("ScheduleKeyRead", "kms", ["DescribeKey"], keys, { ...key, StringEquals }),
  ];
}
