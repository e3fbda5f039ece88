import { z } from "zod";
import { fields, running, scaling, task, text } from "./fields";

/** What a release of a worker needs to know: it drains the queue before it switches (CI/CL-002 §7.3). */
export const workerContract = z.strictObject({
  ...fields,
  ...running,
  ...task,
  kind: z.literal("worker"),
  /** ECS service, by name. */
  serviceName: text,
  /** URL of the SQS queue. */
  queueUrl: text,
  /** URL of the queue of messages that failed too often. */
  deadLetterQueueUrl: text,
  /**
   * The parameter that opens and closes the intake, with all that each PutParameter has to repeat
   * besides the value: SSM takes its own key where none is named.
   */
  intake: z.strictObject({
    name: text,
    description: text,
    type: z.literal("SecureString"),
    keyId: text,
    tier: z.literal("Standard"),
    allowedPattern: text,
  }),
  drain: z.strictObject({
    /** Seconds after which every task has noticed that the intake is closed. */
    noticedSeconds: z.int().positive(),
    /** Longest that one message is worked on, in seconds. */
    longestJobSeconds: z.int().positive(),
  }),
  scaling,
});
