import { z } from "zod";
import { arn, fields, lambda, running, task, text } from "./fields";

const job = {
  ...fields,
  ...running,
  kind: z.literal("job"),
  /** EventBridge Scheduler's schedule (Scheduler API, UpdateSchedule). */
  schedule: z.strictObject({ name: text, groupName: text, roleArn: arn }),
  /** URL of the SQS queue of starts that failed. */
  deadLetterQueueUrl: text,
} as const;

/** What a release of a job needs to know; `runsAs` says what a run is. */
export const jobContract = z.discriminatedUnion("runsAs", [
  z.strictObject({
    ...job,
    ...task,
    runsAs: z.literal("task"),
    /** Group of the scheduled tasks, which tells them from what a release starts (ECS API, RunTask). */
    group: text,
  }),
  z.strictObject({
    ...job,
    ...lambda,
    runsAs: z.literal("function"),
    /** URL of the SQS queue of events that failed. */
    failedEventsQueueUrl: text,
  }),
]);
