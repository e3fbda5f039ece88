import type { EcsParameters, GetScheduleOutput } from "@aws-sdk/client-scheduler";
import type { ReleaseContractOf } from "../../../../../infra/release/contract";
import type { Target } from "../target";

/** A job, whose runs a schedule starts. */
export type ScheduledTarget = Target<Pick<ReleaseContractOf<"job">, "schedule">>;

/** The schedule of a job, as Scheduler has it. */
export async function scheduleOf({
  clients,
  contract,
}: ScheduledTarget): Promise<GetScheduleOutput> {
  const { name: Name, groupName: GroupName } = contract.schedule;
  const scheduler = await clients.scheduler();
  return scheduler.getSchedule({ Name, GroupName });
}

/**
 * Turns a job's schedule on, with all that it has: an update replaces everything (Scheduler API, UpdateSchedule).
 *
 * @param taskDefinition - ARN of the revision that it starts. @default - it starts what it does now
 */
export async function enableSchedule(
  target: ScheduledTarget,
  taskDefinition?: string,
): Promise<void> {
  const { name: Name, groupName: GroupName } = target.contract.schedule;
  const found = await scheduleOf(target);
  const { ScheduleExpression, FlexibleTimeWindow, Target: before } = found;
  if (before === undefined) throw new Error(`the schedule ${Name} starts nothing`);
  const scheduler = await target.clients.scheduler();
  await scheduler.updateSchedule({
    Name,
    GroupName,
    ScheduleExpression,
    FlexibleTimeWindow,
    ScheduleExpressionTimezone: found.ScheduleExpressionTimezone,
    StartDate: found.StartDate,
    EndDate: found.EndDate,
    Description: found.Description,
    KmsKeyArn: found.KmsKeyArn,
    ActionAfterCompletion: found.ActionAfterCompletion,
    State: "ENABLED",
    Target: { ...before, EcsParameters: startsRevision(before.EcsParameters, taskDefinition) },
  });
}

function startsRevision(
  before: EcsParameters | undefined,
  taskDefinition: string | undefined,
): EcsParameters | undefined {
  if (before === undefined || taskDefinition === undefined) return before;
  return { ...before, TaskDefinitionArn: taskDefinition };
}
