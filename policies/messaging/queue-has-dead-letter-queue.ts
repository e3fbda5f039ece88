import { ciCl002 } from "../support/frameworks";
import { planRule } from "../support/plan";
import { queuesOf } from "./queues";

export const queueHasDeadLetterQueue = planRule({
  name: "queue-has-dead-letter-queue",
  description: "SQS queues have a dead-letter queue, or are one.",
  why:
    "Without one, a message that always fails is tried until it expires, in front of the good ones, and " +
    "is then gone without a trace.",
  remediationSteps:
    "Create it with `WorkQueue`; a dead-letter queue has a `RedriveAllowPolicy` of `byQueue` or `denyAll`.",
  severity: "high",
  framework: ciCl002("§7.3"),
  *check(plan) {
    const { all, redriven, deadLetter } = queuesOf(plan);
    for (const { urn } of all) {
      if (redriven.has(urn) || deadLetter.has(urn)) continue;
      yield { urn, message: "it has no dead-letter queue: give it a redrive policy" };
    }
  },
});
