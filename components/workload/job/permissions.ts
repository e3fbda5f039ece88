import type * as pulumi from "@pulumi/pulumi";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import { platformKeyAlias } from "../../../infra/naming/platform-names";
import { workloadNames } from "../../../infra/naming/workload-names";
import { onlyKeys, platformArns, workloadArns } from "../../identity/arns";
import { type ServiceRole, serviceRole } from "../../identity/service-role";
import { allow, policyText, type Statement } from "../../identity/statement";
import { runTaskPermissions, taskDefinitionPermissions } from "../container/permissions";
import { lambdaCodePermissions } from "../function/permissions";
import { LIVE } from "../function/versioned-function";

/** Delivers a scheduled job: new code, and the schedule that starts it (CI/CL-002 §7.3). */
export function jobPermissions(context: Context, workload: WorkloadOf<"job">): Statement[] {
  const { schedule, scheduleRole } = workloadArns(context);
  const code =
    workload.runs.as === "task"
      ? [...taskDefinitionPermissions(context), ...runTaskPermissions(context)]
      : [...lambdaCodePermissions(context), firstRunOfFunction(context)];
  return [
    ...code,
    allow("Schedule", "scheduler", ["GetSchedule", "UpdateSchedule"], schedule),
    allow("PassScheduleRole", "iam", ["PassRole"], scheduleRole, {
      StringEquals: { "iam:PassedToService": "scheduler.amazonaws.com" },
    }),
    ...scheduleKey(context),
  ];
}

/** Calls its function by the alias `live`: the first release of a job is run once (docs/decisions/0017). */
function firstRunOfFunction(context: Context): Statement {
  const [, versions = ""] = workloadArns(context).function;
  return allow("FirstRun", "lambda", ["InvokeFunction"], versions.replace(/\*$/, LIVE));
}

/**
 * Scheduler encrypts the schedule with the environment's key, and puts the schedule's ARN into the
 * encryption context. Source: EventBridge Scheduler guide, "Using identity-based policies",
 * UpdateSchedule. DescribeKey has no encryption context.
 */
function scheduleKey(context: Context): Statement[] {
  const { keys } = platformArns(context);
  const alias = platformKeyAlias(context.environment, "messaging");
  const { StringEquals, ...key } = onlyKeys(context, [alias], ["scheduler"]);
  const encryptionContext = {
    "kms:EncryptionContext:aws:scheduler:schedule:arn": workloadArns(context).schedule,
  };
  return [
    allow("ScheduleKey", "kms", ["Decrypt", "GenerateDataKey"], keys, {
      ...key,
      StringEquals: { ...StringEquals, ...encryptionContext },
    }),
    allow("ScheduleKeyRead", "kms", ["DescribeKey"], keys, { ...key, StringEquals }),
  ];
}

/** Runs a revision of the one family on the one cluster, under its own two roles. */
export function runTaskStatements(context: Context): Statement[] {
  const { cluster, taskDefinitions, taskRoles, tasks } = workloadArns(context);
  return [
    allow("RunTask", "ecs", ["RunTask"], taskDefinitions, {
      ArnEquals: { "ecs:cluster": cluster },
    }),
    allow("TaskTags", "ecs", ["TagResource"], tasks, {
      StringEquals: { "ecs:CreateAction": "RunTask" },
    }),
    allow("PassTaskRoles", "iam", ["PassRole"], taskRoles, {
      StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" },
    }),
  ];
}

export interface ScheduleRoleArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** ARN of the managed policy that is the permissions boundary of every role. */
  permissionsBoundaryArn: pulumi.Input<string>;
  /** IAM statements that allow a run to be started. */
  startPermissions: readonly Statement[];
}

/**
 * Makes the role with which EventBridge Scheduler starts the runs of one job: only for schedules of
 * the job's own group.
 *
 * @returns its ARN, and the policy that a schedule has to wait for
 */
export function scheduleRole(
  name: string,
  { context, permissionsBoundaryArn, startPermissions }: ScheduleRoleArgs,
  opts: pulumi.CustomResourceOptions,
): ServiceRole {
  return serviceRole(
    name,
    {
      context,
      component: "schedule",
      permissionsBoundaryArn,
      description: `Starts the runs of ${context.service}`,
      service: "scheduler.amazonaws.com",
      // EventBridge Scheduler guide, "Confused deputy prevention": the group's ARN, no schedule's.
      condition: {
        StringEquals: {
          "aws:SourceAccount": context.settings.accountId,
          "aws:SourceArn": workloadArns(context).scheduleGroup,
        },
      },
      policy: policyText([...startPermissions, ...queueAndKeyPermissions(context)]),
    },
    opts,
  );
}

/** Writes failed starts into the dead-letter queue, and decrypts the schedule. */
function queueAndKeyPermissions(context: Context): Statement[] {
  const { keys, regional } = platformArns(context);
  const alias = platformKeyAlias(context.environment, "messaging");
  const { "ForAnyValue:StringEquals": byAlias } = onlyKeys(context, [alias], []);
  return [
    allow(
      "DeadLetters",
      "sqs",
      ["SendMessage"],
      regional("sqs", workloadNames(context).deadLetterQueue),
    ),
    allow(
      "DeadLetterKey",
      "kms",
      ["Decrypt", "GenerateDataKey"],
      keys,
      onlyKeys(context, [alias], ["sqs"]),
    ),
    // Scheduler decrypts with this role, not by way of a service (its guide, Encryption at rest).
    allow("ScheduleKey", "kms", ["Decrypt"], keys, {
      StringEquals: {
        "kms:EncryptionContext:aws:scheduler:schedule:arn": workloadArns(context).schedule,
      },
      "ForAnyValue:StringEquals": byAlias,
    }),
  ];
}
