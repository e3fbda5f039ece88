import type { Account } from "../../world";
import { messagesOf } from "./messages";
import { workerOf } from "./worker";

/** Messages that each task of a worker takes and deletes, per minute. */
const PER_TASK = 30;

/** A metric of a queue over a time. */
export function queueMetric(
  account: Account,
  queue: string,
  metricName: string,
  { start, end }: { readonly start: Date; readonly end: Date },
): number | undefined {
  const messages = messagesOf(account, queue).filter(({ sentAt }) => new Date(sentAt) < end);
  const [oldest] = messages;
  const worker = workerOf(account, queue);
  const takes = worker && !worker.closedSince && worker.behaviour !== "silent";
  const taken = takes ? worker.tasks * PER_TASK * ((end.getTime() - start.getTime()) / 60_000) : 0;
  switch (metricName) {
    case "ApproximateNumberOfMessagesVisible":
      return messages.filter(({ visibleAt }) => new Date(visibleAt) <= end).length;
    case "ApproximateAgeOfOldestMessage":
      return oldest ? (end.getTime() - new Date(oldest.sentAt).getTime()) / 1000 : 0;
    case "NumberOfMessagesReceived":
      return taken;
    case "NumberOfMessagesDeleted":
      // A message whose work fails is not deleted.
      return worker?.behaviour === "5xx" ? 0 : taken;
    default:
      return undefined;
  }
}
