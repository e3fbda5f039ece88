import { planRule } from "../support/rule";
import { queuesOf } from "./queues";

/**
 * A queue passes on to a dead-letter queue what nobody could handle, or is one itself (CI/CL-002
 * §7.3).
 *
 * Why: without one, a message that always fails is tried until it expires, in front of the good
 * ones, and is then gone without a trace.
 *
 * Fix: build it with `WorkQueue`; one at the end of the line says so with a `RedriveAllowPolicy` of
 * `byQueue` or `denyAll`.
 */
export const queueHasDeadLetterQueue = planRule({
  name: "queue-has-dead-letter-queue",
  description: "SQS queues have a dead-letter queue, or are one.",
  *check(plan) {
    const { all, passing, ends } = queuesOf(plan);
    for (const queue of all) {
      if (passing.has(queue) || ends.has(queue)) continue;
      yield { urn: queue.urn, message: "it has no dead-letter queue: give it a redrive policy" };
    }
  },
});
