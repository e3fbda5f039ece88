import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { platformKeyAlias } from "../../../infra/naming/platform-names";
import { workloadNames } from "../../../infra/naming/workload-names";
import type { Scope } from "../../../infra/scope";
import { onlyKeys, platformArns, workloadArns } from "../../identity/arns";
import { allow, policyText, type Statement } from "../../identity/statement";

const COMPONENT = "schedule";

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
): { arn: pulumi.Output<string>; policy: aws.iam.RolePolicy } {
  const role = new aws.iam.Role(
    name,
    {
      name: workloadNames(scope).scheduleRole,
      description: `Starts the runs of ${scope.service}`,
      assumeRolePolicy: trust(scope),
      permissionsBoundary: permissionsBoundaryArn,
      tags: scope.tags(COMPONENT),
    },
    opts,
  );
  const policy = new aws.iam.RolePolicy(
    name,
    {
      name: scope.name("aws:iam/rolePolicy:RolePolicy", COMPONENT),
      role: role.name,
      policy: policyText([...starts, ...keeps(scope)]),
    },
    opts,
  );
  return { arn: role.arn, policy };
}

/** Source: EventBridge Scheduler guide, "Confused deputy prevention": the group's ARN, no schedule's. */
function trust(scope: Scope): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        ...{ Effect: "Allow", Action: "sts:AssumeRole" },
        Principal: { Service: "scheduler.amazonaws.com" },
        Condition: {
          StringEquals: {
            "aws:SourceAccount": scope.settings.accountId,
            "aws:SourceArn": workloadArns(scope).scheduleGroup,
          },
        },
      },
    ],
  });
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
