import type * as pulumi from "@pulumi/pulumi";
import { platformKeyAlias } from "../../../infra/naming/platform-names";
import { workloadNames } from "../../../infra/naming/workload-names";
import type { Scope } from "../../../infra/scope";
import { onlyKeys, platformArns, workloadArns } from "../../identity/arns";
import { type ServiceRole, serviceRole } from "../../identity/service-role";
import { allow, policyText, type Statement } from "../../identity/statement";

export interface ScheduleRoleArgs {
  /** The workload's scope. */
  scope: Scope;
  /** ARN of the boundary of every role. */
  permissionsBoundaryArn: pulumi.Input<string>;
  /** What starting a run takes. */
  starts: readonly Statement[];
}

/**
 * Makes the role with which EventBridge Scheduler starts the runs of one job: only for schedules of
 * the job's own group.
 *
 * @returns its ARN, and the policy that a schedule has to wait for
 */
export function scheduleRole(
  name: string,
  { scope, permissionsBoundaryArn, starts }: ScheduleRoleArgs,
  opts: pulumi.CustomResourceOptions,
): ServiceRole {
  return serviceRole(
    name,
    {
      scope,
      component: "schedule",
      permissionsBoundaryArn,
      description: `Starts the runs of ${scope.service}`,
      service: "scheduler.amazonaws.com",
      // EventBridge Scheduler guide, "Confused deputy prevention": the group's ARN, no schedule's.
      condition: {
        StringEquals: {
          "aws:SourceAccount": scope.settings.accountId,
          "aws:SourceArn": workloadArns(scope).scheduleGroup,
        },
      },
      policy: policyText([...starts, ...keeps(scope)]),
    },
    opts,
  );
}

/** Keeps what could not be started, and reads the schedule, whose input is sealed with our key. */
function keeps(scope: Scope): Statement[] {
  const { keys, regional } = platformArns(scope);
  const alias = platformKeyAlias(scope.environment, "messaging");
  const { "ForAnyValue:StringEquals": byAlias } = onlyKeys(scope, [alias], []);
  return [
    allow(
      "DeadLetters",
      "sqs",
      ["SendMessage"],
      regional("sqs", workloadNames(scope).deadLetterQueue),
    ),
    allow(
      "DeadLetterKey",
      "kms",
      ["Decrypt", "GenerateDataKey"],
      keys,
      onlyKeys(scope, [alias], ["sqs"]),
    ),
    // Scheduler decrypts with this role, not by way of a service (its guide, Encryption at rest).
    allow("ScheduleKey", "kms", ["Decrypt"], keys, {
      StringEquals: {
        "kms:EncryptionContext:aws:scheduler:schedule:arn": workloadArns(scope).schedule,
      },
      "ForAnyValue:StringEquals": byAlias,
    }),
  ];
}
