import { z } from "zod";
import type { Finding } from "./kind";
import { durationWithin, showDuration } from "./values";

/** Longest that SQS keeps a message, in seconds: 14 days (SQS API, SetQueueAttributes). */
const RETENTION_MAX = 1_209_600;

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

type Queue = { readonly [Field in keyof typeof queue]: z.output<(typeof queue)[Field]> };

/**
 * A message lives until it is a dead letter, and then long enough to be looked at.
 *
 * @param field - of the workload, that holds its queue
 */
export function retentionFindings(field: string, queue: Queue): (Finding | false)[] {
  const { visibility, retention, deadLetterRetention, maxReceiveCount } = queue;
  const tried = visibility * maxReceiveCount;
  const sum = `${visibility} x ${maxReceiveCount} = ${tried}`;
  const gone = "or a message is gone before it is a dead letter";
  const at = (key: string, want: string) => ({ path: [field, key], want });
  return [
    retention <= tried && {
      ...at("retention", `more than visibility x maxReceiveCount = ${sum} seconds, ${gone}`),
      or: [
        at(
          "visibility",
          `less than retention / maxReceiveCount = ${retention} / ${maxReceiveCount} seconds, ` +
            `by default a retention of ${showDuration(retention)}, ${gone}`,
        ),
      ],
    },
    retention >= RETENTION_MAX &&
      at("retention", `less than ${showDuration(RETENTION_MAX)}, the longest of dead letters`),
    retention < RETENTION_MAX &&
      deadLetterRetention <= retention &&
      at(
        "deadLetterRetention",
        `more than retention, ${showDuration(retention)}, as it counts from the first enqueue`,
      ),
  ];
}
