import { INTAKE } from "../naming/paths";
import type { Finding, Rule } from "./rule";
import { showDuration } from "./units";
import type { WorkloadOf } from "./workload";

/** Fewest receives that Lambda's guide asks of a queue that a function consumes. */
const LEAST_RECEIVES = 5;

/** Visibility that Lambda's guide asks for, in timeouts of the function. */
const VISIBILITY_TIMEOUTS = 6;

/** Fewest copies that Lambda's pollers of a queue take (Lambda API, ScalingConfig). */
const LEAST_COPIES = 2;

/** Longest that SQS keeps a message, in seconds: 14 days (SQS API, SetQueueAttributes). */
const LONGEST_KEPT = 1_209_600;

/** What of a function that consumes a queue cannot be. Source: Lambda guide, "Using SQS". */
export const EVENT_SOURCE: Rule<WorkloadOf<"function">> = {
  needs: ["consumes", "timeout", "concurrency"],
  findings({ consumes, timeout, concurrency }) {
    if (!consumes) return [];
    const { visibility, batchSize, batchWindow = 0, maxReceiveCount } = consumes;
    const least = VISIBILITY_TIMEOUTS * timeout + batchWindow;
    const at = (key: string, want: string) => ({ path: ["consumes", key], want });
    return [
      concurrency < LEAST_COPIES && {
        path: ["concurrency"],
        want: `at least ${LEAST_COPIES}, the fewest copies that may consume a queue`,
      },
      visibility < least &&
        at(
          "visibility",
          `at least ${VISIBILITY_TIMEOUTS} x timeout + batchWindow = ` +
            `${VISIBILITY_TIMEOUTS} x ${timeout} + ${batchWindow} = ${least} seconds`,
        ),
      maxReceiveCount < LEAST_RECEIVES &&
        at("maxReceiveCount", `at least ${LEAST_RECEIVES}, as Lambda retries throttled batches`),
      batchSize > 10 &&
        batchWindow === 0 &&
        at("batchWindow", `at least "1 second", as batchSize ${batchSize} is above 10`),
      ...keptLongEnough("consumes", consumes),
    ];
  },
};

/** What of a worker cannot be: its queue, its jobs, and what is promised of both. */
export const WORKER: Rule<WorkloadOf<"worker">> = {
  needs: ["queue", "slo", "stopTimeout"],
  findings({ queue, slo, stopTimeout }) {
    const { visibility, longestJob, retention } = queue;
    const visible = (want: string) => ({ path: ["queue", "visibility"], want });
    const oldest = (want: string) => ({ path: ["slo", "oldestMessage"], want });
    return [
      visibility <= longestJob &&
        visible(`more than longestJob, ${longestJob} seconds, or a message is worked on twice`),
      visibility <= stopTimeout && visible(`more than stopTimeout, ${stopTimeout} seconds`),
      slo.oldestMessage <= longestJob &&
        oldest(`more than queue.longestJob, ${longestJob} seconds, in which a message ages too`),
      slo.oldestMessage >= retention &&
        oldest(`less than queue.retention, ${showDuration(retention)}, as none is ever older`),
      ...keptLongEnough("queue", queue),
    ];
  },
};

/** The one key of a worker's config that is not its own to give. */
export const INTAKE_KEY: Rule<WorkloadOf<"worker">> = {
  needs: ["config"],
  findings: ({ config }) => [
    Object.hasOwn(config, INTAKE) && {
      path: ["config", INTAKE],
      want: "another key, as this one is the worker's intake, which a release closes and opens",
    },
  ],
};

/** Whether a message lives until it is a dead letter, and as one long enough to be looked at. */
function keptLongEnough(
  field: string,
  queue: Omit<WorkloadOf<"worker">["queue"], "longestJob">,
): (Finding | false)[] {
  const { visibility, retention, deadLetterRetention, maxReceiveCount } = queue;
  const tried = visibility * maxReceiveCount;
  const at = (key: string, want: string) => ({ path: [field, key], want });
  return [
    retention <= tried &&
      at(
        "retention",
        `more than visibility x maxReceiveCount = ${visibility} x ${maxReceiveCount} = ` +
          `${tried} seconds, or a message is gone before it is a dead letter`,
      ),
    retention >= LONGEST_KEPT &&
      at("retention", `less than ${showDuration(LONGEST_KEPT)}, the longest of dead letters`),
    retention < LONGEST_KEPT &&
      deadLetterRetention <= retention &&
      at(
        "deadLetterRetention",
        `more than retention, ${showDuration(retention)}, as it counts from the first enqueue`,
      ),
  ];
}
