import type { Context } from "../../../infra/context";
import { workloadArns } from "../arns";
import { allow, type Statement } from "../statement";

/** Sees how full its own queue and dead-letter queue are; never a message. */
export function queueDepthPermissions(context: Context): Statement[] {
  return [allow("QueueDepth", "sqs", ["GetQueueAttributes"], workloadArns(context).queues)];
}
