import { z } from "zod";

const positive = z.number().positive("a number above 0");

/** At which number an alarm goes off, where a workload's own entry in the catalog does not say. */
export const alarmThresholds = z
  .strictObject({
    /** Share of answers that are 5xx, in percent, at which the error alarm goes off (§13). */
    http5xxPercent: positive.max(100).default(1),
    /** Requests in a period, below which no share of them raises an alarm. */
    minimumRequests: z.int().positive().default(20),
    /** Age of the oldest message of a function's queue, in minutes, at which an alarm goes off. */
    queueOldestMessageMinutes: positive.default(15),
    /** Waiting messages for each task, or for each invocation at once, at which an alarm goes off. */
    queueBacklogPerTask: positive.default(100),
  })
  .prefault({})
  .describe("Alarm thresholds: 5xx share (§13), fewest requests, age and number of messages.");
