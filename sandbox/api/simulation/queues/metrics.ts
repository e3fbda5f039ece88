import type { Account } from "../../world";
import { messagesOf } from "./messages";
import { workerOf } from "./worker";

/** Messages that each task of a worker takes and deletes, per minute. */
const PER_TASK = 30;

/** Messages that each task works on at once. */
const AT_ONCE = 2;

/** Seconds after which a worker has noticed its closed switch and finished what it had. */
const FINISHED_AFTER = 60;

/** How many messages of a queue are worked on: those that were received here, and those of its worker. */
export function inFlight(account: Account, queue: string, now: Date): number {
  const received = messagesOf(account, queue).filter(({ visibleAt }) => new Date(visibleAt) > now);
  const worker = workerOf(account, queue);
  if (!worker || worker.behaviour === "silent") return received.length;
  const { closedSince, behaviour, tasks } = worker;
  const since = closedSince ? (now.getTime() - closedSince.getTime()) / 1000 : 0;
  // A slow worker's messages take longer than any deadline.
  const done = since >= FINISHED_AFTER && behaviour !== "slow";
  return received.length + (done ? 0 : tasks * AT_ONCE);
}

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
      return worker?.behaviour === "5xx" || worker?.behaviour === "broken" ? 0 : taken;
    default:
      return undefined;
  }
}
