import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import { platformKeyAlias } from "../../../infra/naming/platform-names";
import { onlyKeys, platformArns, workloadArns } from "../../identity/arns";
import { allow, type Statement } from "../../identity/statement";
import { runTaskPermissions, taskDefinitionPermissions } from "../container/permissions";
import { lambdaCodePermissions } from "../function/permissions";

/** Delivers a scheduled job: new code, and the schedule that starts it (CI/CL-002 §7.3). */
export function jobPermissions(context: Context, workload: WorkloadOf<"job">): Statement[] {
  const { schedule, scheduleRole } = workloadArns(context);
  const code =
    workload.runs.as === "task"
      ? [...taskDefinitionPermissions(context), ...runTaskPermissions(context)]
      : lambdaCodePermissions(context);
  return [
    ...code,
    allow("Schedule", "scheduler", ["GetSchedule", "UpdateSchedule"], schedule),
    allow("PassScheduleRole", "iam", ["PassRole"], scheduleRole, {
      StringEquals: { "iam:PassedToService": "scheduler.amazonaws.com" },
    }),
    ...scheduleKey(context),
  ];
}

/**
 * The schedule is sealed with the environment's key, and named in the seal. Source: EventBridge
 * Scheduler guide, "Using identity-based policies", UpdateSchedule; a description names no seal.
 */
function scheduleKey(context: Context): Statement[] {
  const { keys } = platformArns(context);
  const alias = platformKeyAlias(context.environment, "messaging");
  const { StringEquals, ...key } = onlyKeys(context, [alias], ["scheduler"]);
  const sealed = {
    "kms:EncryptionContext:aws:scheduler:schedule:arn": workloadArns(context).schedule,
  };
  return [
    allow("ScheduleKey", "kms", ["Decrypt", "GenerateDataKey"], keys, {
      ...key,
      StringEquals: { ...StringEquals, ...sealed },
    }),
    allow("ScheduleKeyRead", "kms", ["DescribeKey"], keys, { ...key, StringEquals }),
  ];
}
