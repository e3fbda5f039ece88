import { z } from "zod";
import { durationWithin } from "./units";

/** An SQS queue and its dead-letter queue. Limits: Amazon SQS API, SetQueueAttributes. */
export const queue = {
  /** How long a received message stays hidden; longer than the longest job. */
  visibility: durationWithin("1 second", "12 hours").prefault("5 minutes"),
  /** How long a message is kept. */
  retention: durationWithin("1 minute", "14 days").prefault("4 days"),
  /** How long the dead-letter queue keeps one; it counts from the first enqueue. */
  deadLetterRetention: durationWithin("1 minute", "14 days").prefault("14 days"),
  /** How often a message is tried before it goes to the dead-letter queue. */
  maxReceiveCount: z.int().min(1).max(1000).default(5),
} as const;

/** A queue that a function consumes. */
export const eventSource = z.strictObject({
  ...queue,
  batchSize: z.int().min(1).max(10_000).default(10),
  /** How long Lambda gathers a batch. */
  batchWindow: durationWithin("1 second", "5 minutes").optional(),
});
