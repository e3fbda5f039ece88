import type { Scope } from "../../../infra/scope";
import { workloadArns } from "../arns";
import { allow, type Statement } from "../statement";

/** Sees how full its own queue and dead-letter queue are; never a message. */
export function queueDepthPermissions(scope: Scope): Statement[] {
  return [allow("QueueDepth", "sqs", ["GetQueueAttributes"], workloadArns(scope).queues)];
}
